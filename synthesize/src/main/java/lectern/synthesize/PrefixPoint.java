package lectern.synthesize;

/// A boundary within a prompt up to which another one may be the same.
///
/// @param digest of all that stands before it; equal ones stand behind equal bytes
/// @param tokens up to it, as the collection's counter counts
public record PrefixPoint(String digest, long tokens) {}
