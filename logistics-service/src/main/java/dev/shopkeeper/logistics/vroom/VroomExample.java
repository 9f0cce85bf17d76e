package dev.shopkeeper.logistics.vroom;

/** What a problem looks like, for the document. */
final class VroomExample {

    /** Two jobs in Shanghai for one vehicle. */
    static final String PROBLEM = """
            {
              "vehicles": [{"id": 1, "start": [121.47, 31.23], "end": [121.47, 31.23], "capacity": [4]}],
              "jobs": [
                {"id": 1, "location": [121.48, 31.24], "service": 300, "delivery": [1]},
                {"id": 2, "location": [121.45, 31.22], "service": 300, "delivery": [1]}
              ]
            }
            """;

    private VroomExample() {}
}
