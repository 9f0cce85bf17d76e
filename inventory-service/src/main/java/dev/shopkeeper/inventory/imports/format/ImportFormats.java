package dev.shopkeeper.inventory.imports.format;

import java.util.ArrayList;
import java.util.List;

/** Every format there is. */
public final class ImportFormats {

    private ImportFormats() {}

    public static List<ImportFormat> all() {
        List<ImportFormat> formats = new ArrayList<>();
        for (EntityShape shape : EntityShape.values()) {
            formats.add(new EntityCsvFormat(shape));
            formats.add(new EntityNdjsonFormat(shape));
        }
        formats.add(new OnlineRetailFormat());
        formats.add(new OlistFormat());
        formats.add(new MovieLensFormat());
        formats.add(new ShopifyFormat());
        formats.add(new GoogleMerchantFormat());
        return List.copyOf(formats);
    }
}
