package lectern.synthesize.kimi;

import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a model sees beside a prompt's text. It stands behind the evidence and before the question.
public sealed interface Media {
  /// Where the provider finds it: an address, `ms://` and the id of a file that was uploaded to
  /// Moonshot, or a `data:` URL that holds it. Sent as it is.
  String url();

  /// A picture.
  ///
  /// @param detail how closely it is looked at; null for the provider's own choice. It is OpenAI's:
  ///   Moonshot's specification does not name it (August 2026)
  record Picture(String url, @Nullable Detail detail) implements Media {
    /// A picture that goes along within the request.
    ///
    /// @param mediaType `image/png`, `image/jpeg` …
    public static Picture of(String mediaType, byte[] bytes) {
      return new Picture(dataUrl("image", mediaType, bytes), null);
    }
  }

  /// A video.
  record Video(String url) implements Media {
    /// A video that goes along within the request.
    ///
    /// @param mediaType `video/mp4` …
    public static Video of(String mediaType, byte[] bytes) {
      return new Video(dataUrl("video", mediaType, bytes));
    }
  }

  /// How closely a picture is looked at.
  enum Detail {
    LOW,
    HIGH,
    AUTO
  }

  private static String dataUrl(String kind, String mediaType, byte[] bytes) {
    if (!mediaType.toLowerCase(Locale.ROOT).startsWith(kind + "/")) {
      throw new IllegalArgumentException("no media type of " + kind + ": " + mediaType);
    }
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
