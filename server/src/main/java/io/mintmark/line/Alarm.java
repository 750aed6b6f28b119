package io.mintmark.line;

import java.text.NumberFormat;
import java.util.Locale;

/// Something in a balance that does not add up.
///
/// @param count how many units, names or tests
public record Alarm(Kind kind, long count) {

  /// How soon somebody should look.
  public enum Severity {
    /// To be explained before signing.
    NOTICE,
    /// Something went wrong on the floor.
    WARNING,
    /// Somebody may be stealing or copying.
    CRITICAL
  }

  /// What does not add up. Programs may rely on the names.
  public enum Kind {
    MINTED_SHORT(Severity.NOTICE, "%s ordered units are not minted.", "订购的设备中有 %s 台尚未生成。"),
    UNITS_DELETED(Severity.NOTICE, "%s minted units were deleted.", "已生成的设备中有 %s 台被删除。"),
    UNITS_NEVER_SEEN(
        Severity.WARNING,
        "%s delivered units never registered, logged in or came to a test.",
        "已交付的设备中有 %s 台从未注册、登录或测试。"),
    ACTIVATED_UNTESTED(
        Severity.WARNING, "%s units logged in and were never tested.", "有 %s 台设备已登录但从未测试。"),
    PASSED_NOT_ACTIVATED(
        Severity.WARNING, "%s units passed the test and never logged in.", "有 %s 台设备测试通过但从未登录。"),
    TESTED_AFTER_SCRAPPING(
        Severity.WARNING,
        "%s units were scrapped and are something else by a later test.",
        "有 %s 台设备报废后又被测试为其他结果。"),
    STRANGERS_TESTED(
        Severity.WARNING,
        "%s names that nobody ordered came with test results.",
        "有 %s 个未订购的名称提交了测试结果。"),
    STRANGERS_REGISTERING(
        Severity.CRITICAL,
        "%s names that nobody ordered tried to register with the ProductSecret.",
        "有 %s 个未订购的名称尝试用产品密钥注册。"),
    ACTIVATED_NOT_DELIVERED(
        Severity.CRITICAL,
        "%s units logged in although they were delivered to no factory.",
        "有 %s 台设备未交付给任何工厂却已登录。"),
    UNITS_CLONED(
        Severity.CRITICAL, "%s units exist more than once by the evidence.", "有 %s 台设备有被克隆的证据。");

    private final Severity severity;
    private final String english;
    private final String chinese;

    Kind(Severity severity, String english, String chinese) {
      this.severity = severity;
      this.english = english;
      this.chinese = chinese;
    }

    public Severity severity() {
      return severity;
    }
  }

  /// A sentence for people, in Chinese or English.
  public String sentence(Locale locale) {
    boolean chinese = locale.getLanguage().equals("zh");
    return (chinese ? kind.chinese : kind.english)
        .formatted(NumberFormat.getIntegerInstance(Locale.ENGLISH).format(count));
  }
}
