package io.mintmark.devicekit;

import java.io.IOException;

/// The server answered in a form that some firmware of the vendor could not read, or would read
/// wrongly: a fault of the server, even where a more patient reader would understand it.
public final class UnreadableAnswer extends IOException {

  private static final long serialVersionUID = 1;

  public UnreadableAnswer(String why) {
    super(why);
  }
}
