package lectern.synthesize.kimi;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import lectern.synthesize.kimi.Failure.Kind;
import org.jspecify.annotations.Nullable;

/// Says in a sentence why no reply came over the network, where the JDK would name its classes.
final class NetworkFailures {
  static final String WANTS_TLS =
      "TLS is spoken there, so the base URL must begin with https:// in place of http://";

  /// Proxy Authentication Required (RFC 9110). The JDK's answer of a proxy to a call for a tunnel
  /// has no body.
  static final int PROXY_PASSWORD = 407;

  static final String PROXY_WANTS_PASSWORD =
      "the proxy wants a name and password, which are not sent to it";

  /// How an alert of TLS looks to who expects HTTP: its type and version.
  private static final Pattern ALERT = Pattern.compile("[\\x15\\x16]\\x03");

  private static final Pattern REFUSED_TUNNEL = Pattern.compile("Tunnel failed, got: (\\d+)");

  /// A class of Java before what it says.
  private static final Pattern CLASS = Pattern.compile("\\b(?:[a-z]+\\.)+[A-Z]\\w*: ");

  private NetworkFailures() {}

  /// @param proxied whether a proxy leads there
  /// @param words makes what the other side sent safe to print
  static Failure of(@Nullable Throwable cause, boolean proxied, ServerWords words) {
    String said = said(cause, words);
    Matcher tunnel = REFUSED_TUNNEL.matcher(said);
    if (tunnel.find()) {
      return Failure.of(Kind.PROXY, "the proxy does not let one through: " + tunnel.group(1));
    }
    return switch (cause) {
      case ConnectException e -> unreached(e, proxied, words);
      case HttpConnectTimeoutException _ ->
          Failure.of(proxied ? Kind.PROXY : Kind.UNREACHABLE, "no connection in time");
      case ProtocolException e when ALERT.matcher("" + e.getMessage()).find() ->
          Failure.of(Kind.UNTRUSTED, WANTS_TLS);
      case ProtocolException _ ->
          proxied
              ? Failure.of(Kind.PROXY, "what comes back is not HTTP: " + said)
              : Failure.of(Kind.NOT_UNDERSTOOD, "what comes back is not HTTP: " + said);
      case SSLException e -> Failure.of(Kind.UNTRUSTED, untrusted(e, said));
      // Once in some hundred times the JDK tells it so, since it also waits for a reply by then.
      case IOException e
          when said.contains("received no bytes") && e.getCause() instanceof SSLException tls ->
          Failure.of(Kind.UNTRUSTED, untrusted(tls, said(tls, words)));
      case IOException _
          when said.contains("received no bytes") || has(cause, EOFException.class) ->
          Failure.of(Kind.BROKEN_OFF, "the connection was closed without a reply");
      case null, default -> Failure.of(Kind.BROKEN_OFF, "the connection broke: " + said);
    };
  }

  /// What broke once the headers of a reply were there.
  static Failure within(Throwable cause, ServerWords words) {
    String said = said(cause, words);
    return cause instanceof ZipException
        ? Failure.of(Kind.NOT_UNDERSTOOD, "the reply is not encoded as it says: " + said)
        : Failure.of(Kind.BROKEN_OFF, "the connection broke: " + said);
  }

  private static Failure unreached(ConnectException e, boolean proxied, ServerWords words) {
    boolean unknown =
        has(e, UnresolvedAddressException.class) || has(e, UnknownHostException.class);
    if (proxied) {
      return Failure.of(
          Kind.PROXY, unknown ? "the proxy's name is unknown" : "the proxy does not answer");
    }
    // The JDK mostly gives no reason; where the network gave one it is worth more.
    String why = e.getMessage() == null ? "nobody listens there" : said(e, words);
    return Failure.of(
        Kind.UNREACHABLE, unknown ? "the name is unknown: no address is found for it" : why);
  }

  private static String untrusted(SSLException e, String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("ssl message") || lower.contains("plaintext")) {
      return "no TLS is spoken there, so the base URL must begin with http:// in place of https://";
    }
    if (lower.contains("terminated the handshake")) {
      return "the connection was closed while TLS was agreed on: perhaps no TLS is spoken there";
    }
    if (has(e, CertificateExpiredException.class)) {
      return "its certificate has expired";
    }
    if (has(e, CertificateNotYetValidException.class)) {
      return "its certificate is not valid yet; is the clock of this machine right?";
    }
    if (has(e, CertPathBuilderException.class)) {
      return "its certificate is signed by nobody whom this Java trusts";
    }
    if (has(e, CertificateException.class) && lower.contains("no ")) {
      return "its certificate is another host's";
    }
    return "TLS cannot be agreed on: " + said;
  }

  private static boolean has(@Nullable Throwable thrown, Class<? extends Throwable> kind) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String said(@Nullable Throwable cause, ServerWords words) {
    String message = cause == null ? "" : "" + cause.getMessage();
    return words.line(CLASS.matcher(message).replaceAll(""));
  }
}
