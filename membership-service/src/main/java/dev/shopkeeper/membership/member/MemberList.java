package dev.shopkeeper.membership.member;

import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads members. */
@Repository
public class MemberList {

    private final JdbcTemplate jdbc;

    MemberList(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** One member. */
    public Optional<MemberView> find(String userId) {
        return jdbc.query("select * from member where user_id = ?", (row, number) -> view(row), userId).stream()
                .findFirst();
    }

    /** Members by id, of one tier or of any. */
    public Page<MemberView> page(@Nullable String tier, PageRequest request) {
        List<MemberView> found = jdbc.query(
                """
                select * from member where user_id > ? and (?::text is null or tier = ?) order by user_id limit ?
                """,
                (row, number) -> view(row),
                request.after() == null ? "" : request.after(),
                tier,
                tier,
                request.probe());
        return request.page(found, MemberView::userId);
    }

    private static MemberView view(ResultSet row) throws SQLException {
        return new MemberView(
                row.getString("user_id"),
                row.getObject("joined_at", OffsetDateTime.class).toInstant(),
                row.getString("tier"),
                row.getObject("tier_since", OffsetDateTime.class).toInstant());
    }
}
