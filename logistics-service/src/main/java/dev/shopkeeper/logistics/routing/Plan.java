package dev.shopkeeper.logistics.routing;
import java.util.*;
public record Plan(double cost, List<List<Integer>> tours, List<Integer> unassigned, long rounds, List<Point> curve) {
    public record Point(double seconds, double cost, int unassigned) {}
    static Plan of(Instance i, Search.Found f, long rounds, List<Point> curve) {
        List<List<Integer>> t=new ArrayList<>();
        for (int[] x: f.tours()) { List<Integer> l=new ArrayList<>(); for (int j: x) l.add(j); t.add(l);} 
        List<Integer> o=new ArrayList<>(); for(int j: f.out()) o.add(j);
        return new Plan(f.cost(), t, o, rounds, curve);
    }
}
