package io.mintmark.sheet;

import java.util.regex.Pattern;

/// Names a stored list of names: `n-` and ten lower-case letters or digits.
public record NameListId(String value) {

  private static final Pattern FORM = Pattern.compile("n-[a-z0-9]{10}");

  public NameListId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a name list id: it looks like n-3k9x0a7q2m");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
