package io.mintmark.api;

import java.net.http.HttpRequest.BodyPublishers;

/// The steps before the one that a test is about.
final class Orders {

  private Orders() {}

  static String project(ApiClient api) {
    return api.post("/projects", "{\"name\":\"Doorbells\"}").text("id");
  }

  /// A fresh product in development.
  static String product(ApiClient api, String dialect) {
    return api.post(
            "/projects/" + project(api) + "/products",
            "{\"name\":\"Doorbell 2\",\"dialect\":\"" + dialect + "\"}")
        .text("productKey");
  }

  static String publishedProduct(ApiClient api, String dialect) {
    var productKey = product(api, dialect);
    api.post("/products/" + productKey + "/publish");
    return productKey;
  }

  /// Orders names of a DEVICE_SECRET batch, one a line, and waits until they are minted.
  static String readyBatch(ApiClient api, String productKey, String names) {
    var ordered =
        api.send(
            "POST",
            "/products/" + productKey + "/batches?burnMethod=DEVICE_SECRET",
            "text/csv",
            BodyPublishers.ofString(names));
    if (ordered.status() != 201) {
      throw new AssertionError(ordered.body());
    }
    return whenReady(api, ordered.text("id"));
  }

  /// Watches a batch as an owner would, until it is READY.
  static String whenReady(ApiClient api, String batch) {
    for (int looks = 0; looks < 3_000; looks++) {
      var state = api.get("/batches/" + batch).text("state");
      if (state.equals("READY")) {
        return batch;
      }
      if (!state.equals("MINTING")) {
        throw new AssertionError("the batch is " + state);
      }
      pause();
    }
    throw new AssertionError("the batch was never ready");
  }

  static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
