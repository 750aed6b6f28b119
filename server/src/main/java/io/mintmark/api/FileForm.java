package io.mintmark.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/// A form with one file, read from the connection as it comes, for the reasons told at
/// [UploadForm].
///
/// @param name as the sender's program calls it; empty if it tells none
/// @param file to be read once
record FileForm(String name, InputStream file) {

  /// Reads up to the first byte of the file.
  ///
  /// @throws IOException if the body is not a form, or it breaks off; so may reading the file
  static FileForm read(HttpServletRequest request) throws IOException {
    var upload = new FileUpload();
    upload.setFileCountMax(1);
    var parts = upload.getItemIterator(new ServletRequestContext(request));
    if (!parts.hasNext()) {
      throw ProblemException.badRequest("The form field 'file' is missing.");
    }
    FileItemStream part = parts.next();
    if (!"file".equals(part.getFieldName())) {
      throw ProblemException.badRequest("The form has one field, 'file'.");
    }
    return new FileForm(part.getName() == null ? "" : part.getName(), part.openStream());
  }
}
