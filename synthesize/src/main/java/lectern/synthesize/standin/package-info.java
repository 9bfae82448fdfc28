/// A server on loopback that behaves like Moonshot's Kimi interface, billing, limits and faults
/// included. It shares no counting, cutting or pricing with the rest of Lectern, so that agreement
/// with it means something. The server is written here, over plain sockets: the one of the JDK
/// hands out no socket, so it can neither reset a connection nor notice that a client has gone.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.standin;
