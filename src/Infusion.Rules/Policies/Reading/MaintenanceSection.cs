using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>maintenance</c>: when to come back.</summary>
internal static class MaintenanceSection
{
    public static ObjectFormat<MaintenancePolicy> Create()
    {
        var o = new ObjectFormat<MaintenancePolicy>();
        var earliest = o.Optional(
            "earliest", p => p.Earliest, Formats.Period, "From the anchor to the first date of the window; left out, not published.");
        var latest = o.Optional(
            "latest", p => p.Latest, Formats.Period,
            "From the anchor to the last date of the window, inclusive; left out, not published. Only beside earliest.");
        var anchor = o.Default(
            "anchor", p => p.Anchor, Formats.Enum<MaintenanceAnchor>(), MaintenanceAnchor.LastCompletedInfusion,
            "The date the window counts from.");
        var byGrade = o.Default("responseIntervals", p => p.ResponseIntervals, Formats.Named(ByGrade(), 0, 6, "grade"), [],
            "The interval recommended for each grade of response, inside the window.");
        var byRelief = o.Default("reliefIntervals", p => p.ReliefIntervals, Formats.List(ByRelief(), 0, 6), [],
            "The interval recommended for each length of relief, inside the window.");
        var byOrdinal = o.Default("ordinalIntervals", p => p.OrdinalIntervals, Formats.List(Formats.Period, 0, 20), [],
            "The interval before the first, second and later maintenance infusions; the last one repeats.");
        var onDemand = o.Default("isOnDemand", p => p.IsOnDemand, Formats.Flag, false,
            "Whether maintenance is given only when symptoms are back; the window then judges a clinician's own interval.");
        var offsets = o.Default("offsets", p => p.Offsets, Formats.List(Formats.Period, 0, 20), [],
            "The times of the first, second and later maintenance infusions, each from the last infusion of the induction.");
        var individual = o.Default("isIndividual", p => p.IsIndividual, Formats.Flag, false,
            "Whether the clinic says that maintenance is set for each patient; only a clinician's interval then gives a date.");
        var perYear = o.Maybe("maximumPerYear", p => p.MaximumPerYear, Formats.Int(1, 366, "infusions"),
            "The most maintenance infusions in any twelve calendar months; left out, not published.");
        var booster = o.Optional("booster", p => p.Booster, Booster(),
            "How many infusions one booster is; left out, each maintenance infusion is one.");
        var onDemandFrom = o.Optional("onDemandFrom", p => p.OnDemandFrom, Formats.Period,
            "How long after the anchor maintenance on demand is still too early; left out, never.");

        o.States(p => p.Stated, anchor);
        o.Holds(
            onDemandFrom, onDemand, v => v.Of(onDemandFrom) is null || v.Of(onDemand), "a shortest interval without maintenance on demand",
            "onDemandFrom only beside isOnDemand");
        o.Check(v =>
        {
            if (v.HasAll && v.Of(anchor) != MaintenanceAnchor.LastCompletedInfusion && v.Of(earliest) is null && v.Of(onDemandFrom) is null
                && v.Of(byGrade).IsEmpty && v.Of(byRelief).IsEmpty && v.Of(byOrdinal).IsEmpty)
            {
                v.Report(
                    anchor, ProblemCodes.Contradiction, "a date that nothing counts from",
                    "earliest, onDemandFrom, responseIntervals, reliefIntervals or ordinalIntervals beside it");
            }
        });
        o.Holds(latest, earliest, v => v.Of(latest) is null || v.Of(earliest) is not null,
            "the last date of a window without the first one", "earliest beside it");
        o.Holds(latest, earliest, v => v.Of(latest) is not { } last || v.Of(earliest) is not { } first
                || CalendarPeriods.NeverAfter(first, last),
            "a window that may end before it begins", "a period that never ends before earliest");
        o.Holds(
            earliest, individual, v => v.Of(earliest) is null || !v.Of(individual), "a window beside maintenance that is individual",
            "the window, or isIndividual");
        o.Holds(
            earliest, offsets, v => v.Of(earliest) is null || v.Of(offsets).IsEmpty,
            "a window beside times that count from the induction", "the window, or offsets");
        o.Check(v =>
        {
            if (v.Has(offsets) && !MaintenancePolicy.AreInOrder(v.Of(offsets)))
            {
                v.Report(
                    offsets, ProblemCodes.Contradiction, "a time that is not later than the one before",
                    "each time later than the one before, from whatever date they count");
            }
        });
        o.Holds(
            booster, perYear, v => v.Of(booster) is not { } several || !(several.Sessions > v.Of(perYear)),
            "a booster of more infusions than a year may have", "at most maximumPerYear sessions");
        o.Check(v => RequireOneWay(v, byGrade, byRelief, byOrdinal, offsets, onDemand, individual));
        o.Check(v => RequireInside(v, byGrade, earliest, latest, row => row.Interval));
        o.Check(v => RequireInside(v, byRelief, earliest, latest, row => row.Interval));
        o.Check(v => RequireDistinctDays(v, byRelief));
        return o.Makes(v => new MaintenancePolicy
        {
            Earliest = v.Of(earliest),
            Latest = v.Of(latest),
            Anchor = v.Of(anchor),
            ResponseIntervals = v.Of(byGrade),
            ReliefIntervals = v.Of(byRelief),
            OrdinalIntervals = v.Of(byOrdinal),
            IsOnDemand = v.Of(onDemand),
            OnDemandFrom = v.Of(onDemandFrom),
            Offsets = v.Of(offsets),
            IsIndividual = v.Of(individual),
            MaximumPerYear = v.Of(perYear),
            Booster = v.Of(booster),
            Stated = v.Stated,
        }.Checked());
    }

    private static ObjectFormat<MaintenanceBooster> Booster()
    {
        var o = new ObjectFormat<MaintenanceBooster>();
        var sessions = o.Required(
            "sessions", booster => booster.Sessions, Formats.Int(2, MaintenanceBooster.MostSessions, "infusions"),
            "The infusions of one booster.");
        var within = o.Required(
            "within", booster => booster.Within, Formats.Period,
            "The calendar period that they fit in, from the first one's date up to, not including, the date so much later.");
        o.Holds(
            sessions, within, v => new MaintenanceBooster(v.Of(sessions), v.Of(within)).DoesFit,
            "more infusions than there are dates within the period", "at most one a day");
        return o.Makes(v => new(v.Of(sessions), v.Of(within)));
    }

    private static ObjectFormat<ResponseInterval> ByGrade()
    {
        var o = new ObjectFormat<ResponseInterval>();
        var grade = o.Required("grade", row => row.Grade, Formats.Id(), "The grade as the clinic names it, such as substantial.");
        var interval = o.Required("interval", row => row.Interval, Formats.Period, "The interval from the anchor.");
        return o.Makes(v => new(v.Of(grade), v.Of(interval)));
    }

    private static ObjectFormat<ReliefInterval> ByRelief()
    {
        var o = new ObjectFormat<ReliefInterval>();
        var days = o.Required(
            "fromDays", row => row.FromDays, Formats.Int(0, 10_000, "days"),
            "The days of relief from which the row holds, inclusive; up to the next row's.");
        var interval = o.Required("interval", row => row.Interval, Formats.Period, "The interval from the anchor.");
        return o.Makes(v => new(v.Of(days), v.Of(interval)));
    }

    private static void RequireOneWay(
        Values v, Member<ImmutableArray<ResponseInterval>> byGrade, Member<ImmutableArray<ReliefInterval>> byRelief,
        Member<ImmutableArray<Period>> byOrdinal, Member<ImmutableArray<Period>> offsets, Member<bool> onDemand, Member<bool> individual)
    {
        // Only relief may follow ordinals.
        bool isAfterOrdinals = v.At(byOrdinal).Items.Length > 0;
        Member[] given =
        [
            .. new Member[] { byGrade, byRelief, byOrdinal, offsets }.Where(member => v.At(member).Items.Length > 0
                && !(member == (Member)byRelief && isAfterOrdinals)),
            .. new[] { onDemand, individual }.Where(flag => v.Has(flag) && v.Of(flag)),
        ];
        foreach (Member second in given.Skip(1))
        {
            v.Report(
                second, ProblemCodes.Contradiction, "a second way to recommend a date",
                "one way only: by grade, by relief, by ordinal, by ordinal and then by relief, by offset, on demand, or individually");
        }
    }

    private static void RequireInside<T>(
        Values v, Member<ImmutableArray<T>> rows, Member<Period?> earliest, Member<Period?> latest, Func<T, Period> interval)
    {
        if (!v.Has(rows) || v.Of(rows).IsEmpty || !v.Has(earliest) || !v.Has(latest)
            || (v.Of(earliest) is { } first && v.Of(latest) is { } last && !CalendarPeriods.NeverAfter(first, last)))
        {
            return;
        }

        var window = new MaintenancePolicy { Earliest = v.Of(earliest), Latest = v.Of(latest) };

        LocatedValue[] places = v.At(rows).Items;
        for (int index = 0; index < places.Length; index++)
        {
            Period between = interval(v.Of(rows)[index]);
            if (!window.IsInWindow(between))
            {
                places[index].Member("interval").Report(
                    ProblemCodes.Contradiction, "an interval that can fall outside the window", "an interval from earliest to latest");
            }
        }
    }

    private static void RequireDistinctDays(Values v, Member<ImmutableArray<ReliefInterval>> rows)
    {
        var seen = new HashSet<int>();
        LocatedValue[] places = v.At(rows).Items;
        for (int index = 0; v.Has(rows) && index < places.Length; index++)
        {
            if (!seen.Add(v.Of(rows)[index].FromDays))
            {
                places[index].Member("fromDays").Report(
                    ProblemCodes.DuplicateName, "days of relief of another row", "each number of days once");
            }
        }
    }
}
