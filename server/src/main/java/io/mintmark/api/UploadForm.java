package io.mintmark.api;

import io.mintmark.production.BurnMethod;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/// A form with an uploaded list of names, read from the connection part by part. Spring's and the
/// web server's own multipart support would first write the whole form to memory or disk; here the
/// list goes to its reader as it arrives, so the fields must come before it.
///
/// @param file the list, to be read once
record UploadForm(BurnMethod burnMethod, InputStream file) {

  private static final int VALUE_LIMIT = 64;
  private static final int PART_LIMIT = 10;

  /// Reads up to the first byte of the file.
  ///
  /// @throws IOException if the body is not a form, or it breaks off; so may reading the file
  static UploadForm read(HttpServletRequest request) throws IOException {
    var upload = new FileUpload();
    upload.setFileCountMax(PART_LIMIT);
    return read(upload.getItemIterator(new ServletRequestContext(request)));
  }

  private static UploadForm read(FileItemIterator parts) throws IOException {
    BurnMethod burnMethod = null;
    while (parts.hasNext()) {
      FileItemStream part = parts.next();
      switch (String.valueOf(part.getFieldName())) {
        case "burnMethod" -> burnMethod = burnMethod(part);
        case "file" -> {
          if (burnMethod == null) {
            throw ProblemException.badRequest(
                "The form field 'burnMethod' must come before the field 'file'.");
          }
          return new UploadForm(burnMethod, part.openStream());
        }
        default ->
            throw ProblemException.badRequest(
                "The form has a field that is not known; it has burnMethod and file.");
      }
    }
    throw ProblemException.badRequest("The form field 'file' is missing.");
  }

  private static BurnMethod burnMethod(FileItemStream part) throws IOException {
    byte[] value = part.openStream().readNBytes(VALUE_LIMIT);
    try {
      return BurnMethod.valueOf(new String(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "The form field 'burnMethod' is not " + BodyFaults.describe(BurnMethod.class) + ".");
    }
  }
}
