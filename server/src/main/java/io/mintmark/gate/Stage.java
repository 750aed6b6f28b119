package io.mintmark.gate;

import io.netty.buffer.ByteBuf;

/// A time in the life of an MQTT connection. All calls come on its event loop.
interface Stage {

  /// Consumes what it can; called again when more arrives, or when another stage has begun. A stage
  /// that waits for something else consumes nothing.
  void read(ByteBuf in);

  /// The peer will send nothing more, but may still listen. Called when the stage has consumed what
  /// it can, perhaps repeatedly; one that owes an answer stays until it has given it.
  void inputEnded();

  /// The deadline has passed.
  void expired();

  /// The connection is gone.
  void closed();

  /// The gate stops.
  default void dismissed() {
    expired();
  }

  /// All that has arrived at once has been read.
  default void readComplete() {}

  /// The connection's outgoing buffer has become full, or no longer is.
  default void writabilityChanged() {}

  /// What comes after the last: everything is discarded.
  Stage GONE =
      new Stage() {
        @Override
        public void read(ByteBuf in) {
          in.skipBytes(in.readableBytes());
        }

        @Override
        public void inputEnded() {}

        @Override
        public void expired() {}

        @Override
        public void closed() {}
      };
}
