/// Brume: a whole cloud in one process, for a classroom. Read `ARCHITECTURE.md` first, then [brume.cloud].
@org.jspecify.annotations.NullMarked
package brume;
