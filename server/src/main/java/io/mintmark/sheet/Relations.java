package io.mintmark.sheet;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a part of a spreadsheet refers to, by the ids it uses for that (Open Packaging Conventions,
/// ECMA-376 part 2). Types go by their last word, as the two editions differ in the rest.
record Relations(Map<String, Target> byId) {

  static final String WORKBOOK = "officeDocument";
  static final String SHEET = "worksheet";
  static final String STRINGS = "sharedStrings";
  static final String STYLES = "styles";

  private static final int MAX_RELATIONS = 10_000;
  private static final int MAX_CHARS = 512;

  /// One reference: the kind of part and its name.
  record Target(String type, String part) {}

  /// Reads the relations of a part; none if it has none. Those to places outside the file are left
  /// out.
  ///
  /// @param source the part's name; empty for the file as a whole
  static Relations of(String source, ZipParts parts) throws IOException {
    String folder = source.substring(0, source.lastIndexOf('/') + 1);
    String file = folder + "_rels/" + source.substring(folder.length()) + ".rels";
    var found = new LinkedHashMap<String, Target>();
    var stream = parts.open(file);
    if (stream.isPresent()) {
      try (var xml = new XmlPart(stream.get())) {
        for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
          if (event == XmlPart.START && xml.name().equals("Relationship")) {
            add(found, folder, xml);
          }
        }
        xml.finish();
      }
    }
    return new Relations(found);
  }

  /// The first part of this type.
  Optional<String> first(String type) {
    return byId.values().stream()
        .filter(target -> target.type().equals(type))
        .map(Target::part)
        .findFirst();
  }

  /// The part of this id, if it is of this type.
  Optional<String> find(String id, String type) {
    return Optional.ofNullable(byId.get(id))
        .filter(target -> target.type().equals(type))
        .map(Target::part);
  }

  private static void add(Map<String, Target> found, String folder, XmlPart xml)
      throws UnfitXlsxException {
    String id = xml.attribute("Id");
    String type = xml.attribute("Type");
    String target = xml.attribute("Target");
    if (id == null
        || type == null
        || target == null
        || "External".equals(xml.attribute("TargetMode"))) {
      return;
    }
    if (found.size() >= MAX_RELATIONS || id.length() + target.length() > MAX_CHARS) {
      throw UnfitXlsxException.excessive("refers to too many parts");
    }
    String kind = type.substring(type.lastIndexOf('/') + 1);
    if (kind.length() <= MAX_CHARS) {
      found.put(id, new Target(kind, resolved(folder, target)));
    }
  }

  private static String resolved(String folder, String target) {
    var steps = new ArrayDeque<String>();
    for (String step : (target.startsWith("/") ? target : folder + target).split("/", -1)) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }
}
