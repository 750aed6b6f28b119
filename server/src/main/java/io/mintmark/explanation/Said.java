package io.mintmark.explanation;

import java.util.Locale;

/// The same in both languages.
public record Said(String english, String chinese) {

  /// In Chinese for any kind of Chinese, else in English.
  public String in(Locale language) {
    return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
  }

  Said and(Said more) {
    return new Said(english + " " + more.english, chinese + more.chinese);
  }
}
