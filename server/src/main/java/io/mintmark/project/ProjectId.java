package io.mintmark.project;

import java.util.regex.Pattern;

/// Names a project in addresses: `p-` and ten lower-case letters or digits.
public record ProjectId(String value) {

  private static final Pattern FORM = Pattern.compile("p-[a-z0-9]{10}");

  public ProjectId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a project id: it looks like p-3k9x0a7q2m");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
