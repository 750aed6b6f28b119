package io.mintmark.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// One part of a spreadsheet as XML events, by the JDK's own parser, with bounds on everything that
/// the parser keeps: depth, names, and the length of a single event. A document type is refused
/// before anything of it is read. Elements go by their local names, as the two editions of the
/// format differ in their namespaces. For one thread.
final class XmlPart implements Closeable {

  static final int START = XMLStreamConstants.START_ELEMENT;
  static final int END = XMLStreamConstants.END_ELEMENT;
  static final int END_OF_PART = XMLStreamConstants.END_DOCUMENT;

  private static final int MAX_DEPTH = 50;
  private static final int MAX_NAMES = 2_000;
  private static final int MAX_NAME_CHARS = 1 << 18;

  private final PartStream stream;
  private final XMLStreamReader xml;
  private final Set<String> names = new HashSet<>();
  private int nameChars;
  private int depth;

  /// @throws UnfitXlsxException if it does not begin as XML
  XmlPart(PartStream stream) throws IOException {
    this.stream = stream;
    try {
      xml = factory().createXMLStreamReader(stream);
    } catch (XMLStreamException | RuntimeException _) {
      stream.close();
      throw failure();
    }
  }

  /// The next event: [#START], [#END], [#END_OF_PART], or another one.
  ///
  /// @throws UnfitXlsxException if the XML is broken or passes a bound
  int next() throws IOException {
    int event;
    try {
      event = xml.next();
    } catch (XMLStreamException | RuntimeException _) { // it also fails by exceptions of its own
      throw failure();
    }
    stream.onEvent();
    switch (event) {
      case START -> checkStart();
      case END -> depth--;
      case XMLStreamConstants.PROCESSING_INSTRUCTION -> note(xml.getPITarget());
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw withDocumentType();
      default -> {}
    }
    return event;
  }

  /// Of the element that has just begun or ended.
  String name() {
    return xml.getLocalName();
  }

  /// Of the element that has just begun.
  @Nullable String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (name.equals(xml.getAttributeLocalName(i))) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /// The text in the element that has just begun, without that of elements inside, is added to what
  /// is there, up to so many characters in all; the rest is passed over. Ends behind the element.
  void text(StringBuilder into, int maxChars) throws IOException {
    for (int event = next(); event != END; event = next()) {
      if (event == START) {
        skip();
      } else if (xml.hasText() && event != XMLStreamConstants.COMMENT) {
        int count = Math.min(xml.getTextLength(), maxChars - into.length());
        into.append(xml.getTextCharacters(), xml.getTextStart(), Math.max(count, 0));
      }
    }
  }

  /// Goes behind the element that has just begun.
  void skip() throws IOException {
    for (int around = depth - 1; depth > around; ) {
      next();
    }
  }

  /// Reads on to the end, so that what is wrong with the rest is found.
  void finish() throws IOException {
    while (xml.getEventType() != END_OF_PART) {
      next();
    }
    stream.checkEnded();
  }

  @Override
  public void close() throws IOException {
    stream.close(); // the parser holds nothing else
  }

  private void checkStart() throws UnfitXlsxException {
    if (++depth > MAX_DEPTH) {
      throw UnfitXlsxException.excessive("has more than %d levels of XML".formatted(MAX_DEPTH));
    }
    note(xml.getLocalName());
    note(xml.getPrefix());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      note(xml.getAttributeLocalName(i));
      note(xml.getAttributePrefix(i));
    }
    for (int i = 0; i < xml.getNamespaceCount(); i++) {
      note(xml.getNamespacePrefix(i));
      note(xml.getNamespaceURI(i));
    }
  }

  /// The parser keeps every name it has met; real parts have some dozen.
  private void note(@Nullable String name) throws UnfitXlsxException {
    if (name != null && names.add(name)) {
      nameChars += name.length();
      if (names.size() > MAX_NAMES || nameChars > MAX_NAME_CHARS) {
        throw UnfitXlsxException.excessive("uses more than %d XML names".formatted(MAX_NAMES));
      }
    }
  }

  private IOException failure() {
    var failure = stream.failure();
    return failure == null ? UnfitXlsxException.damaged("a part of it is not sound XML") : failure;
  }

  private static UnfitXlsxException withDocumentType() {
    return UnfitXlsxException.other(
        "not written by a spreadsheet program: it declares an XML document type");
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLReporter((_, _, _, _) -> {}); // or it writes to standard error
    return factory;
  }
}
