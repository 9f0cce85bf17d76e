package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.logistics.routing.Plan;

/** Why a stop is in no tour, in words. */
public final class ReasonWords {

    private ReasonWords() {}

    public static String of(Plan.Reason reason, Language language) {
        return switch (reason) {
            case SKILLS -> language.choose("No vehicle has the skills that it needs.", "没有车辆具备所需技能。");
            case CAPACITY ->
                language.choose("It is more than any vehicle that could do it can carry.", "超过了任何可用车辆的载量。");
            case UNREACHABLE -> language.choose("There is no way to it, or none back.", "无法到达或无法返回。");
            case MAX_TRAVEL_TIME ->
                language.choose(
                        "Even alone it takes more driving than a vehicle may do (max_travel_time).",
                        "仅此一站的行驶时间就超过车辆上限（max_travel_time）。");
            case MAX_DISTANCE ->
                language.choose(
                        "Even alone it lies farther than a vehicle may drive (max_distance).",
                        "仅此一站的行驶距离就超过车辆上限（max_distance）。");
            case MAX_TASKS -> language.choose("The vehicles may do no task (max_tasks).", "车辆不允许执行任务（max_tasks）。");
            case TIME_WINDOW ->
                language.choose("No vehicle can be there before its time windows end.", "没有车辆能在时间窗内到达。");
            case SHIFT -> language.choose("No vehicle could be back by the end of its shift.", "没有车辆能在班次结束前返回。");
            case BREAK -> language.choose("A break that must be taken leaves no time for it.", "必须的休息时间使其无法安排。");
            case NO_TIME ->
                language.choose(
                        "The time did not suffice to seek a place for every job (time_limit_ms).",
                        "时间不足，未能为每个任务寻找位置（time_limit_ms）。");
            case NO_ROOM ->
                language.choose(
                        "A vehicle could do it alone; with what the vehicles do already, none can.",
                        "单独可以送达，但各车辆已安排的任务使其无法加入。");
        };
    }
}
