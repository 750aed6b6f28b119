package io.mintmark.app;

import io.mintmark.api.DeliveryCases;
import io.mintmark.api.NameListCases;
import io.mintmark.api.ProductionCases;
import io.mintmark.delivery.DeliveryDesk;
import io.mintmark.delivery.DeliverySweep;
import io.mintmark.delivery.FactoryLine;
import io.mintmark.delivery.LeakSearch;
import io.mintmark.delivery.PackageDesk;
import io.mintmark.dialect.Dialects;
import io.mintmark.event.EventLog;
import io.mintmark.label.LabelPreview;
import io.mintmark.label.LabelSheets;
import io.mintmark.label.QrImages;
import io.mintmark.line.Line;
import io.mintmark.output.BindingTexts;
import io.mintmark.output.CodeColumn;
import io.mintmark.output.FileCatalog;
import io.mintmark.output.FileDesk;
import io.mintmark.output.FileFormat;
import io.mintmark.output.StandardFormats;
import io.mintmark.product.ProductCatalog;
import io.mintmark.production.BatchClerk;
import io.mintmark.production.BatchDesk;
import io.mintmark.production.Minting;
import io.mintmark.production.OrderDesk;
import io.mintmark.production.ProductNames;
import io.mintmark.production.ReviewRule;
import io.mintmark.sheet.ListDesk;
import io.mintmark.sheet.ListFiles;
import io.mintmark.sheet.SheetReader;
import io.mintmark.sheet.StoredNameLists;
import io.mintmark.sheet.XlsxRows;
import io.mintmark.store.Store;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;

/// Mass production, wired by hand: what works in the background, and what the management API
/// serves of it.
final class MassProduction {

  private final Settings settings;
  private final Store store;
  private final Vault vault;
  private final EventLog events;
  private final StopOrder stopOrder;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Minting minting;
  private final BatchClerk clerk;
  private final SheetReader sheets;
  private final BindingTexts bindings;

  /// @param stopOrder gets everything that has to be stopped, behind what is in it already
  MassProduction(
      Settings settings,
      DataFolder folder,
      Store store,
      Vault vault,
      Dialects dialects,
      StopOrder stopOrder,
      SecureRandom random,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.vault = vault;
    this.events = store.eventLog();
    this.stopOrder = stopOrder;
    this.random = random;
    this.clock = clock;
    var limits = SettingsForms.production(settings);
    this.minting =
        stopOrder.add(
            new Minting(
                store.batches(),
                store.products(),
                vault,
                events,
                limits,
                store.deviceTraffic(),
                random,
                clock));
    this.clerk = stopOrder.add(new BatchClerk(store.batches(), minting, limits));
    this.sheets = new SheetReader((file, most) -> new XlsxRows(file, folder.uploads(), most));
    this.bindings =
        new BindingTexts((dialect, device, at) -> dialects.of(dialect).bindingForm(device, at));
  }

  /// Goes on with what an earlier run of the server left unfinished.
  void start() {
    minting.start();
    clerk.start();
    stopOrder.add(new DeliverySweep(store.deliveries(), events, clock)).start();
  }

  ProductionCases cases(ProductCatalog products) {
    var limits = SettingsForms.production(settings);
    var reviews = ReviewRule.of(store.products(), store.projects());
    return new ProductionCases(
        store.batches(),
        new OrderDesk(
            store.products(),
            store.batches(),
            reviews,
            store.answeredRequests(),
            new StoredNameLists(store.listShelf(), clock),
            minting,
            events,
            sheets,
            vault,
            limits,
            random,
            clock),
        new BatchDesk(store.batches(), reviews, clerk, events, clock),
        minting,
        new FileDesk(files(products), store.batches(), store.products(), vault, events, clock),
        new LabelPreview(store.batches(), bindings),
        nameLists(),
        limits);
  }

  DeliveryCases deliveries(ProductCatalog products) {
    var files = files(products);
    return new DeliveryCases(
        store.factories(),
        store.deliveries(),
        new DeliveryDesk(
            store.deliveries(),
            store.factories(),
            store.products(),
            files,
            vault,
            events,
            SettingsForms.deliveries(settings),
            random,
            clock),
        new PackageDesk(
            store.deliveries(),
            store.factories(),
            store.batches(),
            store.products(),
            files,
            vault,
            events,
            clock),
        new LeakSearch(store.deliveries(), store.batches(), store.products(), vault));
  }

  Line line() {
    return Line.of(
        new Line.Stores(
            store.testResults(), store.journeys(), store.strangers(), store.balanceStatements()),
        store.handovers(),
        new FactoryLine(store.deliveries()),
        events,
        clock);
  }

  private FileCatalog files(ProductCatalog products) {
    var formats = new ArrayList<FileFormat>(StandardFormats.all(CodeColumn.of(bindings), products));
    formats.add(QrImages.png(bindings));
    formats.add(QrImages.svg(bindings));
    formats.add(new LabelSheets(bindings));
    return new FileCatalog(formats);
  }

  private NameListCases nameLists() {
    var limits = SettingsForms.production(settings).sheetLimits();
    var shelf = store.listShelf();
    var lists = new StoredNameLists(shelf, clock);
    var desk =
        new ListDesk(
            shelf,
            sheets,
            new ProductNames(store.batches(), store.deletedNames()),
            limits,
            SettingsForms.nameListsKeptFor(settings),
            random,
            clock);
    stopOrder.add(ListSweep.start(desk));
    return new NameListCases(desk, lists, new ListFiles(shelf, lists), limits);
  }
}
