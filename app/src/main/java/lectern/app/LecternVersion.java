package lectern.app;

/// Version of this build, from its jar's manifest.
public final class LecternVersion {
  private LecternVersion() {}

  /// `0.1.0`, or `dev` where the classes do not come from a jar.
  public static String number() {
    String version = LecternVersion.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
