package io.mintmark.sheet;

import io.mintmark.explanation.Said;

/// What can be wrong with an owner's file, for programs: a kind is never renamed and never changes
/// its meaning. `docs/names.md` holds the same table for readers.
public enum FindingKind {
  /// Neither text nor a spreadsheet that we read.
  NOT_A_TEXT_FILE(
      Severity.ERROR,
      "The file is neither text nor an .xlsx spreadsheet, whatever its name says.",
      "Save the list as \"CSV UTF-8\" and upload that.",
      "文件既不是文本,也不是 .xlsx 表格,与其扩展名无关。",
      "请将名单另存为\"CSV UTF-8\"后再上传。"),
  /// An `.xls`, or a spreadsheet behind a password.
  OLD_SPREADSHEET(
      Severity.ERROR,
      "The file is an old .xls spreadsheet, or one that is protected by a password.",
      "Save it as .xlsx without a password, or as \"CSV UTF-8\".",
      "文件是旧版 .xls 表格,或设有密码的表格。",
      "请另存为不带密码的 .xlsx 或\"CSV UTF-8\"。"),
  /// A spreadsheet that breaks off or passes a limit; the sentence is the reader's.
  UNREADABLE(
      Severity.ERROR,
      "The file cannot be read to its end: %1$s",
      "What lies beyond was not read.",
      "文件无法读到结尾:%1$s",
      "其后的内容未读取。"),
  /// More bytes than a file may have.
  FILE_TOO_LARGE(
      Severity.ERROR,
      "The file has more than %1$s bytes; what lies beyond was not read.",
      "Split it.",
      "文件超过 %1$s 字节,其后的内容未读取。",
      "请拆分文件。"),
  /// A line of a megabyte and more.
  LINE_ENDLESS(
      Severity.ERROR,
      "The line does not end within a megabyte; the rest of the file was not read.",
      "Put one name on a line.",
      "该行超过 1 MB 仍未结束,文件其余部分未读取。",
      "请每行只写一个名称。"),
  /// More names than a list may have.
  TOO_MANY_NAMES(
      Severity.ERROR,
      "This is one more than the %1$s names that a list may have; the rest was not read.",
      "Split the list.",
      "超过了一份名单最多 %1$s 个名称的限制,其余部分未读取。",
      "请拆分名单。"),
  NO_NAMES(
      Severity.ERROR,
      "The file holds no names.",
      "Write one DeviceName into the first cell of each row.",
      "文件中没有名称。",
      "请在每行的第一个单元格写一个 DeviceName。"),
  /// The first cell of a row that has others.
  NAME_EMPTY(
      Severity.ERROR,
      "The first cell is empty, and other cells are not.",
      "Write the DeviceName into the first column.",
      "第一个单元格为空,而其他单元格有内容。",
      "请将 DeviceName 写在第一列。"),
  BAD_LENGTH(
      Severity.ERROR,
      "The name has %1$s characters; a DeviceName has %2$s to %3$s.",
      "Make it shorter or longer.",
      "名称有 %1$s 个字符;DeviceName 应为 %2$s 至 %3$s 个。",
      "请调整名称长度。"),
  BAD_CHARACTER(
      Severity.ERROR,
      "The name holds %1$s; a DeviceName has letters, digits and %2$s",
      "Remove or replace the character.",
      "名称含有 %1$s;DeviceName 只能由字母、数字和 %2$s 组成。",
      "请删除或替换该字符。"),
  /// The same name stands on an earlier row.
  NAME_REPEATED(
      Severity.ERROR,
      "The name stands on row %1$s already.",
      "Remove one of the two, or correct the one that is mistyped.",
      "该名称已出现在第 %1$s 行。",
      "请删除其中一个,或更正写错的一个。"),
  /// The same MAC address stands on an earlier row, written otherwise.
  MAC_REPEATED(
      Severity.ERROR,
      "The same MAC address stands on row %1$s already, written as %2$s.",
      "Remove one of the two: they would be one unit with two identities.",
      "同一 MAC 地址已出现在第 %1$s 行,写作 %2$s。",
      "请删除其中一个:否则同一设备会有两个身份。"),
  /// A device of the product, or a batch that is being minted, has this name already.
  NAME_TAKEN(
      Severity.ERROR,
      "A device of this product, or a batch that is being minted, has the name already.",
      "Remove the row, or delete the device first.",
      "本产品的某个设备或正在生产的批次已使用该名称。",
      "请删除该行,或先删除原设备。"),
  /// As spreadsheet programs show long numbers.
  SCIENTIFIC_NOTATION(
      Severity.ERROR,
      "A spreadsheet program took the name for a number and rounded it.",
      "Format the column as text and enter the name again; its digits are lost.",
      "表格程序把名称当作数字并做了舍入。",
      "请先将该列设为文本格式,再重新输入名称;原来的数字已丢失。"),
  /// A number of more than fifteen digits in a spreadsheet.
  DIGITS_LOST(
      Severity.ERROR,
      "The cell is a number of more than 15 digits, of which spreadsheets keep only 15.",
      "Format the column as text and enter the name again.",
      "该单元格是超过 15 位的数字,表格只保留 15 位。",
      "请先将该列设为文本格式,再重新输入名称。"),
  FULL_WIDTH(
      Severity.ERROR,
      "The name holds the full-width character %1$s.",
      "Type it in half width.",
      "名称含有全角字符 %1$s。",
      "请改用半角字符。"),
  INVISIBLE(
      Severity.ERROR,
      "The name holds %1$s, which cannot be seen.",
      "Remove it; the repaired file does.",
      "名称含有看不见的字符 %1$s。",
      "请删除该字符;修复后的文件已删除。"),
  SPACES_AROUND(
      Severity.ERROR,
      "Spaces stand before or behind the name.",
      "Remove them; the repaired file does.",
      "名称前后有空格。",
      "请删除空格;修复后的文件已删除。"),
  /// A letter of another alphabet that looks like one of ours.
  LOOK_ALIKE(
      Severity.ERROR,
      "The name holds %1$s, which looks like %2$s and is not.",
      "Type the name again in plain Latin letters.",
      "名称含有 %1$s,它看似 %2$s,其实不是。",
      "请用普通拉丁字母重新输入名称。"),
  /// `="0012"` or `'0012`, as some write to keep zeros.
  SPREADSHEET_MARK(
      Severity.ERROR,
      "The name stands in a mark for spreadsheet programs, such as =\"…\" or an apostrophe.",
      "Write the bare name.",
      "名称外有表格程序的标记,如 =\"…\" 或单引号。",
      "请只写名称本身。"),
  /// Begins with `=`, `+` or a tab.
  FORMULA(
      Severity.ERROR,
      "The cell begins as a formula does.",
      "Write the name itself, as text.",
      "单元格以公式的方式开头。",
      "请以文本形式直接写名称。"),
  NUL_BYTE(
      Severity.ERROR,
      "The cell holds a zero byte.",
      "Export the list again; the file is damaged.",
      "单元格含有零字节。",
      "文件已损坏,请重新导出名单。"),
  /// Bytes that are nothing in the file's encoding.
  BYTES_UNREADABLE(
      Severity.ERROR,
      "The cell holds bytes that are no characters in the file's encoding.",
      "Save the file as \"CSV UTF-8\" and upload that.",
      "单元格含有不符合文件编码的字节。",
      "请将文件另存为\"CSV UTF-8\"后再上传。"),
  CELL_TOO_LONG(
      Severity.ERROR,
      "The line or cell is longer than %1$s characters.",
      "Put one name on a line.",
      "该行或单元格超过 %1$s 个字符。",
      "请每行只写一个名称。"),
  /// The quotes of the line do not pair.
  QUOTES_BROKEN(
      Severity.ERROR,
      "A quote is not closed, or text follows a closing quote; a cell cannot run over several"
          + " lines.",
      "Correct the quotes, or export the list again.",
      "引号没有闭合,或闭合引号后还有文字;一个单元格不能跨多行。",
      "请更正引号,或重新导出名单。"),
  /// A date, a truth value or an error of a spreadsheet.
  NOT_TEXT(
      Severity.ERROR,
      "The cell is a date, a truth value or an error of the spreadsheet program.",
      "Format the column as text and enter the name again.",
      "该单元格是日期、逻辑值或表格程序的错误值。",
      "请先将该列设为文本格式,再重新输入名称。"),
  /// The header of an import.
  COLUMNS_UNCLEAR(
      Severity.ERROR,
      "The header lacks a column for the names or for the secrets, or has one of them twice.",
      "Name one column DeviceName and one DeviceSecret or psk; a state and the product may follow.",
      "表头缺少名称列或密钥列,或同一列出现两次。",
      "请将一列命名为 DeviceName,一列命名为 DeviceSecret 或 psk;可另加状态列和产品列。"),
  SECRET_EMPTY(
      Severity.ERROR,
      "The row has no DeviceSecret.",
      "Add it, or leave the row out and order the name without an import.",
      "该行没有设备密钥。",
      "请补上密钥;没有密钥的设备请另行下单。"),
  /// Not a secret that devices of the dialect can use; what it is, is not told.
  SECRET_UNFIT(
      Severity.ERROR,
      "The DeviceSecret (%2$s characters) %1$s.",
      "Export the devices again, with all columns as text.",
      "该设备密钥(%2$s 个字符)不符合本产品协议的格式。",
      "请将所有列设为文本格式后重新导出。"),
  /// The last row lacks its line end, and its secret is shorter than all others.
  SECRET_CUT(
      Severity.ERROR,
      "The last line has no end and the shortest secret of all: the file seems to be cut off.",
      "Export the devices again; if all is well, end the last line with a line break.",
      "最后一行没有换行符且密钥最短:文件可能被截断。",
      "请重新导出;若内容完整,请在最后一行末尾加换行符。"),
  STATE_UNKNOWN(
      Severity.ERROR,
      "The state is none that is known.",
      "Write UNACTIVATED, ACTIVATED or DISABLED, or leave it empty.",
      "无法识别该状态。",
      "请填写未激活、已激活或已禁用,或留空。"),
  PRODUCT_DIFFERS(
      Severity.ERROR,
      "The row is of another product than %1$s.",
      "Import the devices of each product by themselves, into a product with their ProductKey.",
      "该行属于其他产品,而不是 %1$s。",
      "请按产品分别导入,且产品的 ProductKey 须一致。"),
  /// A device of the product had the name and was deleted.
  NAME_DELETED_EARLIER(
      Severity.WARNING,
      "A device of this product had the name and was deleted.",
      "If the old unit still exists, choose another name; its secret does not work any more.",
      "本产品曾有同名设备,已被删除。",
      "若旧设备仍在使用,请换一个名称;旧设备的密钥已失效。"),
  /// Shorter than the others by what a spreadsheet program takes off.
  ZEROS_LOST(
      Severity.WARNING,
      "Most names are %1$s digits and this one is shorter: leading zeros seem to be lost.",
      "Take the repaired file, or format the column as text and enter the names again.",
      "大多数名称为 %1$s 位数字,而此名称较短:前导零可能已丢失。",
      "请采用修复后的文件,或将该列设为文本格式后重新输入。"),
  NUMBER_CELL(
      Severity.WARNING,
      "The cell is a number; zeros in front of it are lost.",
      "Format the column as text and enter the names again if they began with zeros.",
      "该单元格是数字,其前导零已丢失。",
      "若名称以零开头,请将该列设为文本格式后重新输入。"),
  FORMULA_CELL(
      Severity.WARNING,
      "The cell is a formula; the name is its last result.",
      "Paste the names as values, so that they cannot change.",
      "该单元格是公式,名称取其最近一次的结果。",
      "请将名称粘贴为数值,以免变化。"),
  /// Begins with `-` or `@`, which spreadsheet programs take for a formula.
  FORMULA_LIKE(
      Severity.WARNING,
      "The name begins with %1$s, which spreadsheet programs take for a formula.",
      "Choose another beginning if the factory opens its files in such a program.",
      "名称以 %1$s 开头,表格程序会当作公式。",
      "若工厂用表格程序打开文件,请换一个开头。"),
  /// Two names that differ by O and 0, or by l, 1 and I.
  NAMES_ALIKE(
      Severity.WARNING,
      "The name looks like %2$s on row %1$s: O and 0, or l, 1 and I, differ.",
      "Check which is meant; on a label nobody can tell them apart.",
      "名称与第 %1$s 行的 %2$s 相似:区别仅在 O 与 0,或 l、1 与 I。",
      "请核对;在标签上无法分辨。"),
  MAC_NOTATIONS_MIXED(
      Severity.WARNING,
      "Most MAC addresses in the file are written like %1$s.",
      "Write all as the firmware does; the repaired file writes all like the most.",
      "文件中大多数 MAC 地址写作 %1$s。",
      "请统一为固件所用的写法;修复后的文件采用多数写法。"),
  /// An address that boards carry before they get their own.
  MAC_DEFAULT(
      Severity.WARNING,
      "This MAC address is carried by many units that never got one of their own.",
      "Check the unit; all such units would claim this one identity.",
      "该 MAC 地址是许多未写入自有地址的设备共有的。",
      "请检查该设备;否则这些设备会冒用同一身份。"),
  /// The last row lacks its line end and is shorter than the others.
  LAST_LINE_CUT(
      Severity.WARNING,
      "The last line has no end and is shorter than the others: the file seems to be cut off.",
      "Export and upload the list again.",
      "最后一行没有换行符且比其他行短:文件可能被截断。",
      "请重新导出并上传名单。"),
  /// A zero byte or unreadable bytes in a cell that is not a name.
  REMARK_UNREADABLE(
      Severity.WARNING,
      "A remark holds bytes that are no characters; remarks are ignored.",
      "Nothing has to be done if the names are right.",
      "备注含有无法识别的字节;备注会被忽略。",
      "若名称无误则无需处理。");

  /// Whether a list can be ordered with it.
  public enum Severity {
    ERROR,
    WARNING
  }

  private final Severity severity;
  private final String fact;
  private final String advice;
  private final String factInChinese;
  private final String adviceInChinese;

  FindingKind(
      Severity severity, String fact, String advice, String factInChinese, String adviceInChinese) {
    this.severity = severity;
    this.fact = fact;
    this.advice = advice;
    this.factInChinese = factInChinese;
    this.adviceInChinese = adviceInChinese;
  }

  public Severity severity() {
    return severity;
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// What to do about it, whatever the row.
  public Said advice() {
    return new Said(advice, adviceInChinese);
  }

  /// What is wrong on one row, and what to do about it.
  ///
  /// @param values what the fact names, in its order
  Said said(Object... values) {
    return new Said(
        fact.formatted(values) + " " + advice, factInChinese.formatted(values) + adviceInChinese);
  }
}
