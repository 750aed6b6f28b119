package io.mintmark.device;

import java.util.regex.Pattern;

/// Names the production batch that a device came from: `b-` and ten lower-case letters or digits.
public record BatchId(String value) {

  private static final Pattern FORM = Pattern.compile("b-[a-z0-9]{10}");

  public BatchId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a batch id: it looks like b-3k9x0a7q2m");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
