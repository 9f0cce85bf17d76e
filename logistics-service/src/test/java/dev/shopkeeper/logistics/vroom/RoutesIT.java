package dev.shopkeeper.logistics.vroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PlatformTest
class RoutesIT {

    private static final String SOLVE = "/admin/v1/routes/solve?time_limit_ms=300";

    private final ApiClient anybody;
    private final ApiClient api;

    @Autowired
    RoutesIT(ApiClient api) {
        this.anybody = api;
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void answersAHundredJobsInVroomsWords() {
        // given
        Random random = new Random(3);
        String jobs = IntStream.range(1, 101)
                .mapToObj(i ->
                        "{'id':%d,'location':[%.5f,%.5f],'service':120,'delivery':[%d],'time_windows':[[28800,57600]]}"
                                .formatted(
                                        i,
                                        116.2 + random.nextDouble() / 3,
                                        39.8 + random.nextDouble() / 4,
                                        1 + random.nextInt(5)))
                .collect(Collectors.joining(","));
        String vehicles = IntStream.range(1, 11)
                .mapToObj(i ->
                        "{'id':%d,'start':[116.4,39.9],'end':[116.4,39.9],'capacity':[50],'time_window':[28800,64800]}"
                                .formatted(i))
                .collect(Collectors.joining(","));

        // when
        ApiResponse response = api.post(SOLVE, json("{'jobs':[" + jobs + "],'vehicles':[" + vehicles + "]}"));

        // then
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        JsonNode answer = response.json();
        assertThat(answer.path("code").asInt(-1)).isZero();
        assertThat(answer.at("/summary/unassigned").asInt(-1)).isZero();
        assertThat(answer.path("unassigned").size()).isZero();
        double cost = 0;
        int done = 0;
        for (JsonNode route : answer.path("routes")) {
            double steps = 0;
            for (JsonNode step : route.path("steps")) {
                steps += step.path("cost").asDouble();
                done += step.path("type").asString("").equals("job") ? 1 : 0;
            }
            assertThat(steps).isCloseTo(route.path("cost").asDouble(), org.assertj.core.data.Offset.offset(1e-6));
            cost += steps;
        }
        assertThat(done).isEqualTo(100);
        assertThat(cost).isCloseTo(answer.at("/summary/cost").asDouble(), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(answer.at("/explanation/total").asDouble())
                .isCloseTo(cost, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(answer.path("model").asString("")).isEqualTo("route-solver");
        assertThat(answer.path("degraded").asBoolean(true)).isFalse();
        assertThat(answer.path("progress").size()).isPositive();
    }

    @Test
    void deliversAndThenRestsWhereABreakAndAWindowMeet() {
        JsonNode answer = api.post(SOLVE, json("""
                        {'jobs':[{'id':7,'location_index':1,'time_windows':[[39900,40800]]}],
                        'vehicles':[{'id':1,'start_index':0,'end_index':0,'time_window':[28800,57600],
                        'breaks':[{'id':5,'service':1800,'time_windows':[[40800,50400]]}]}],
                        'matrices':{'car':{'durations':[[0,1800],[1800,0]]}}}""")).json();

        assertThat(answer.path("unassigned").size()).as(answer.toString()).isZero();
        assertThat(answer.at("/routes/0/steps").values().stream()
                        .map(step -> step.path("type").asString("")))
                .containsExactly("start", "job", "break", "end");
    }

    @Test
    void keepsLockedStepsFirstAndNamesTheOneThatCannotBeKept() {
        String problem = json("""
                {'jobs':[{'id':1,'location_index':1},{'id':2,'location_index':2,'time_windows':[[0,5000]]},
                {'id':3,'location_index':1}],
                'vehicles':[{'id':8,'start_index':0,'end_index':0,
                'steps':[{'type':'job','id':2,'locked':true},{'type':'job','id':1}]}],
                'matrices':{'car':{'durations':[[0,10,1000],[10,0,1000],[1000,1000,0]]}}}""");

        JsonNode answer = api.post(SOLVE, problem).json();
        JsonNode free = api.post(SOLVE, problem.replace(",\"locked\":true", "")).json();
        ApiResponse late = api.post(SOLVE, problem.replace("[0,5000]", "[0,500]"));
        ApiResponse gap = api.post(
                SOLVE, problem.replace("\"id\":1}]}]", "\"id\":1},{\"type\":\"job\",\"id\":3,\"locked\":true}]}]"));

        assertThat(answer.at("/routes/0/steps/1/id").asInt())
                .as(answer.toString())
                .isEqualTo(2);
        assertThat(answer.path("unassigned").size()).isZero();
        assertThat(free.at("/summary/cost").asDouble())
                .isLessThanOrEqualTo(answer.at("/summary/cost").asDouble());
        assertThat(late.status()).as(late.text()).isEqualTo(400);
        assertThat(late.json().at("/errors/0/name").asString("")).isEqualTo("vehicles.steps");
        assertThat(late.json().at("/errors/0/value").asString("")).isEqualTo("2");
        assertThat(late.text()).contains("vehicle 8");
        assertThat(api.post(SOLVE + "?time_limit_ms=20000", problem.replace("[0,5000]", "[0,500]"))
                        .status())
                .isEqualTo(400);
        assertThat(gap.status()).as(gap.text()).isEqualTo(400);
        assertThat(gap.json().at("/errors/0/name").asString("")).isEqualTo("vehicles[0].steps[2].locked");
    }

    @Test
    void saysWhyAJobIsInNoTourInTheReadersLanguage() {
        String far = json("""
                {'jobs':[{'id':7,'location_index':1}],
                'vehicles':[{'id':1,'start_index':0,'end_index':0,'max_travel_time':100}],
                'matrices':{'car':{'durations':[[0,9000],[9000,0]]}}}""");

        JsonNode english = api.post(SOLVE, far).json();
        JsonNode chinese = api.with("Accept-Language", "zh").post(SOLVE, far).json();

        assertThat(english.at("/unassigned/0/reason").asString("")).isEqualTo("max_travel_time");
        assertThat(english.at("/unassigned/0/explanation").asString("")).contains("max_travel_time");
        assertThat(english.at("/unassigned/0/id").asInt()).isEqualTo(7);
        JsonNode near = api.post(SOLVE, far.replace("9000", "50")).json();
        assertThat(near.at("/routes/0/steps").values().stream()
                        .map(step -> step.path("arrival").asLong(-1)))
                .as(near.toString())
                .containsExactly(0L, 50L, 100L);
        assertThat(chinese.at("/unassigned/0/explanation").asString("")).contains("行驶时间");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'time_windows':[[1,2]]                       | vehicles[0].time_windows      | is not known
            'time_window':[5,2]                          | vehicles[0].time_window       | ends before it begins
            'time_window':[-5,2]                         | vehicles[0].time_window[0]    | must be from 0
            'capacity':[1.5]                             | vehicles[0].capacity[0]       | must be a whole number
            'type':'x'                                   | vehicles[0].type              | is not supported
            'speed_factor':'NaN'                         | vehicles[0].speed_factor      | must be a number
            'max_travel_time':-1                         | vehicles[0].max_travel_time   | must be from 0
            'profile':'bike'                             | vehicles[0].profile           | has no matrix
            'steps':[{'type':'job','id':99}]             | vehicles[0].steps[0].id       | is no job's
            'steps':[{'type':'fly','id':99}]             | vehicles[0].steps[0].type     | must be start
            'breaks':[{'id':1,'time_windows':[[4,2]]}]   | vehicles[0].breaks[0].time_windows[0] | ends before
            'start_index':2                              | vehicles[0].start_index       | must be from 0 to 1
            """)
    void refusesAVehicleByNameAndValue(String field, String name, String message) {
        String start = field.contains("start_index") ? "" : "'start_index':0,";
        refused(
                "{'jobs':[{'id':7,'location_index':1}],'vehicles':[{'id':1," + start + field
                        + "}],'matrices':{'car':{'durations':[[0,9],[9,0]]}}}",
                name,
                message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'jobs':[],'vehicles':[]}                                      | vehicles          | one at least
            {'shipments':[],'jobs':[],'vehicles':[{'id':1,'start':[1,2]}]} | shipments         | is not supported
            {'jobs':[{'id':1}],'vehicles':[{'id':1,'start':[1,2]}]}        | jobs[0].location  | is missing
            {'jobs':[{'id':1,'location':[39.9,116.4]}],'vehicles':[{'id':1,'start':[1,2]}]} | jobs[0].location | exchanged
            {'jobs':[{'id':1,'location':[1,2]},{'id':1,'location':[1,2]}],'vehicles':[{'id':1,'start':[1,2]}]} | jobs[1].id | another job's
            {'jobs':[{'id':1,'location':[1,2],'setup':3}],'vehicles':[{'id':1,'start':[1,2]}]} | jobs[0].setup | not supported
            {'jobs':[{'id':1,'location':[1,2],'service':-3}],'vehicles':[{'id':1,'start':[1,2]}]} | jobs[0].service | must be from 0
            {'jobs':[{'id':1,'location':[1,2],'delivery':[1,2]}],'vehicles':[{'id':1,'start':[1,2],'capacity':[3]}]} | jobs[0].delivery | 2 dimensions
            {'jobs':[{'id':1,'location':[1,2]}],'vehicles':[{'id':1}]}     | vehicles[0].start | is missing
            {'jobs':[{'id':1,'location_index':0}],'vehicles':[{'id':1,'start_index':0}],'matrices':{'car':{'durations':[[0,1],[1]]}}} | matrices.car.durations[1] | 1 columns
            {'jobs':[{'id':1,'location_index':0}],'vehicles':[{'id':1,'start_index':0}],'matrices':{'car':{'durations':[[0,null],[1,0]]}}} | matrices.car.durations[0][1] | is missing
            {'jobs':[{'id':1,'location_index':0}],'vehicles':[{'id':1,'start_index':0}],'matrices':{'car':{'durations':[[0,-4],[1,0]]}}} | matrices.car.durations[0][1] | must be from 0
            {'jobs':[{'id':1,'location':[1,2],'time_windows':[[1,5],[4,9]]}],'vehicles':[{'id':1,'start':[1,2]}]} | jobs[0].time_windows[1] | before the one before
            """)
    void refusesAProblemByNameAndValue(String body, String name, String message) {
        refused(body, name, message);
    }

    private void refused(String body, String name, String message) {
        ApiResponse answer = api.post(SOLVE, json(body));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/name").asString(""))
                .as(answer.text())
                .isEqualTo(name);
        assertThat(answer.json().at("/errors/0/message").asString("")).contains(message);
    }

    @Test
    void refusesTooManyStopsTooMuchTimeAndWhatIsNoJson() {
        String jobs = IntStream.range(0, 20_001)
                .mapToObj(i -> "{'id':" + i + ",'location':[1,2]}")
                .collect(Collectors.joining(","));
        refused("{'jobs':[" + jobs + "],'vehicles':[{'id':1,'start':[1,2]}]}", "jobs", "20001");
        assertThat(api.post("/admin/v1/routes/solve?time_limit_ms=600001", "{}").text())
                .contains("time_limit_ms", "600001", "from 10 to 600000");
        assertThat(api.post(SOLVE, "{broken").status()).isEqualTo(400);
        assertThat(api.post(SOLVE, "[]").status()).isEqualTo(400);
        assertThat(anybody.as(Role.STOREFRONT).post(SOLVE, "{}").status()).isEqualTo(403);
    }

    @Test
    void seeksNoMoreAtOnceThanThereAreCores() {
        int cores = Runtime.getRuntime().availableProcessors();
        String body = json("{'jobs':[{'id':1,'location':[1,2]}],'vehicles':[{'id':1,'start':[1,2.1]}]}");

        List<CompletableFuture<Integer>> asked = IntStream.range(0, 4 * cores)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.post("/admin/v1/routes/solve?time_limit_ms=3000", body)
                                .status(),
                        command -> Thread.ofVirtual().start(command)))
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join).toList())
                .containsOnly(200, 429)
                .contains(200, 429);
        assertThat(api.post(SOLVE, body).status()).isEqualTo(200);
    }
}
