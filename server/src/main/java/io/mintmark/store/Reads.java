package io.mintmark.store;

/// Reading what is committed. Blocks on the caller's thread.
@FunctionalInterface
interface Reads {

  <T> T read(Work<T> work);
}
