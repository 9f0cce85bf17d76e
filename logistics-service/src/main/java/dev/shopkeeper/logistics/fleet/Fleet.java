package dev.shopkeeper.logistics.fleet;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of depots and vehicles. What changes tours says so. */
@Service
public class Fleet {

    private static final int ALL = 1_000_000;
    private static final String UNDER_WAY = "vehicle-under-way";
    private static final String CARRIES = "is under way with deliveries that nobody has reported";

    private final FleetStore store;
    private final TourWishes wishes;

    Fleet(FleetStore store, TourWishes wishes) {
        this.store = store;
        this.wishes = wishes;
    }

    /** Creates or replaces depots; of several of one id the last one wins. */
    @Transactional
    public void putDepots(Bulk<Depot> bulk) {
        List<Depot> depots = bulk.entries().stream().map(Bulk.Entry::value).toList();
        bulk.unchanged(depots.size() - putDepots(depots).size());
    }

    @Transactional
    public Depot put(Depot depot) {
        putDepots(List.of(depot));
        return depot(depot.depotId());
    }

    private Set<String> putDepots(Collection<Depot> depots) {
        Map<String, Depot> byId = new TreeMap<>();
        depots.forEach(depot -> byId.put(depot.depotId(), depot));
        Set<String> changed = store.putDepots(byId.values());
        if (!changed.isEmpty()) {
            // what belongs to which depot may be another matter for all of them
            wishes.add("depot");
        }
        return changed;
    }

    /** Creates or replaces vehicles; one of a depot that nobody knows is named and the rest is taken. */
    @Transactional
    public void putVans(Bulk<Van> bulk) {
        Set<String> known = store.known(
                bulk.entries().stream().map(entry -> entry.value().depotId()).collect(Collectors.toSet()));
        for (Bulk.Entry<Van> entry : bulk.entries()) {
            if (!known.contains(entry.value().depotId())) {
                bulk.reject(entry, "unknown-depot", "depot_id", entry.value().depotId(), "is no depot that is known");
            }
        }
        Set<String> leaving =
                takenAway(bulk.entries().stream().map(Bulk.Entry::value).toList());
        for (Bulk.Entry<Van> entry : bulk.entries()) {
            if (leaving.contains(entry.value().vehicleId())) {
                bulk.reject(entry, UNDER_WAY, "vehicle_id", entry.value().vehicleId(), CARRIES);
            }
        }
        List<Van> vans = bulk.entries().stream().map(Bulk.Entry::value).toList();
        bulk.unchanged(vans.size() - putVans(vans));
    }

    @Transactional
    public Van put(Van van) {
        if (store.known(List.of(van.depotId())).isEmpty()) {
            throw ProblemException.invalid("depot_id", van.depotId(), "is no depot that is known");
        }
        if (!takenAway(List.of(van)).isEmpty()) {
            throw underWay(van.vehicleId());
        }
        putVans(List.of(van));
        return van(van.vehicleId());
    }

    /** Those that are under way, and would drive no longer, or for another depot. */
    private Set<String> takenAway(Collection<Van> vans) {
        Map<String, String> drivesFrom =
                store.drivesFrom(vans.stream().map(Van::vehicleId).toList());
        List<String> leaving = vans.stream()
                .filter(van -> drivesFrom.containsKey(van.vehicleId())
                        && !(van.active() && van.depotId().equals(drivesFrom.get(van.vehicleId()))))
                .map(Van::vehicleId)
                .toList();
        return leaving.isEmpty() ? Set.of() : store.underway(leaving);
    }

    private static ProblemException underWay(String vehicleId) {
        return ProblemException.conflict(
                UNDER_WAY,
                "Vehicle '" + vehicleId + "' " + CARRIES + ".",
                "Maybe say first what became of them, with complete or fail?");
    }

    private int putVans(Collection<Van> vans) {
        Map<String, Van> byId = new TreeMap<>();
        vans.forEach(van -> byId.put(van.vehicleId(), van));
        if (byId.isEmpty()) {
            return 0;
        }
        FleetStore.Changed changed = store.putVans(byId.values());
        wishes.add(changed.depots(), "vehicle");
        return changed.vehicles().size();
    }

    @Transactional
    public void deleteVan(String vehicleId) {
        if (!store.underway(List.of(vehicleId)).isEmpty()) {
            throw underWay(vehicleId);
        }
        String depot = store.deleteVan(vehicleId).orElseThrow(() -> ProblemException.notFound("vehicle", vehicleId));
        wishes.add(Set.of(depot), "vehicle");
    }

    public Depot depot(String depotId) {
        return store.depot(depotId).orElseThrow(() -> ProblemException.notFound("depot", depotId));
    }

    Van van(String vehicleId) {
        return store.van(vehicleId).orElseThrow(() -> ProblemException.notFound("vehicle", vehicleId));
    }

    Page<Depot> depots(PageRequest request) {
        return request.page(store.depots(after(request), request.probe()), Depot::depotId);
    }

    Page<Van> vans(@Nullable String depotId, PageRequest request) {
        return request.page(store.vans(depotId, after(request), request.probe()), Van::vehicleId);
    }

    /** All of them, by id. */
    public List<Depot> depots() {
        return store.all();
    }

    /** Those of a depot, by id. */
    public List<Van> vans(String depotId) {
        return store.vans(depotId, "", ALL);
    }

    private static String after(PageRequest request) {
        return request.after() == null ? "" : request.after();
    }
}
