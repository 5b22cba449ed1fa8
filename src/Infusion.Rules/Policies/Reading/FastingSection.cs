using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using NodaTime;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>fasting</c>: what may be eaten and drunk, until when.</summary>
internal static class FastingSection
{
    private const string RulePrefix = "fasting.";

    // Rules that the room makes itself; a kind's rule is none of them.
    private static string[] OwnRules =>
            [
        "compliant", "oral-medicine", "unlisted-kind", "clinic-was-late", "counts", "after-appointment", "after-start",
        "after-cancellation", "violation", "asa-advisory", "during-and-after", "plan", "at-start", "at-cancellation",
    ];

    public static ObjectFormat<FastingPolicy> Create()
    {
        var o = new ObjectFormat<FastingPolicy>();
        var kinds = o.Default("kinds", p => p.Kinds, Formats.Named(Kind(), 1, 30, "id"), [],
            "The kinds of intake the clinic has a rule for; any number of them, and one may stand for everything. Left out, no fast is "
            + "published.");
        var oralMedicine = o.Maybe("oralMedicineWindow", p => p.OralMedicineWindow, Formats.UpToAYear,
            "How long before the appointment a sip of water with a medicine is of no concern; inside it a clinician decides. PT0S: it "
            + "never is.");
        var unlisted = o.Default("unlistedLimits", p => p.UnlistedLimits, Formats.List(Limit(), 0, 8), [],
            "The limits inside which a clinician judges what the clinic has no rule for; left out, the strictest of every kind.");
        var countsAs = o.Optional("unlistedCountsAs", p => p.UnlistedCountsAs, Formats.Name(60),
            "The id of the kind that everything without a rule of its own counts as, for \"nothing by mouth\"; left out, a clinician "
            + "judges it. A kind counts as that one too where it states nothing: in limits, in duringInfusion or in afterEnd.");
        var advisory = o.Default("asaAdvisory", p => p.AsaAdvisory, Formats.Named(Asa(), 0, 7, "kind"), [],
            "The anesthesiologists' minimums, shown beside the clinic's own rule and never merged into it.");
        var foods = o.Default("foods", p => p.Foods, Formats.Named(Food(), 0, 500, "name"), [],
            "Everyday foods and drinks and what they count as.");
        o.States(p => p.Stated, foods, countsAs);
        o.Holds(
            oralMedicine, kinds, v => v.Of(oralMedicine) is null || !v.Of(kinds).IsEmpty, "a sip with a medicine beside no fast",
            "kinds beside oralMedicineWindow");
        o.Holds(
            foods, kinds, v => !v.Of(kinds).IsEmpty || v.Of(foods).IsEmpty, "foods without kinds to count as", "kinds beside foods");
        o.Check(v =>
        {
            List<string> known = v.At(kinds).TextsOf("id");
            foreach (LocatedValue food in v.At(foods).Items)
            {
                if (known.Count > 0 && food.Member("kind") is { TextOrNull: not null } kind)
                {
                    kind.Name([.. known, IntakeKind.Unlisted]);
                }
            }
        });
        o.Check(v =>
        {
            List<string> known = v.At(kinds).TextsOf("id");
            if (known.Count > 0 && v.At(countsAs).TextOrNull is not null)
            {
                v.At(countsAs).Name(known);
            }
        });
        o.Holds(
            unlisted, countsAs,
            v => v.Of(unlisted).IsEmpty || v.Of(countsAs) is not { } id || !v.Has(kinds)
                || v.Of(kinds).Any(kind => kind.Id == id && kind.Limits.IsEmpty),
            "limits for what counts as a kind already",
            "unlistedLimits or unlistedCountsAs");
        o.Check(v =>
        {
            List<string> known = v.At(kinds).TextsOf("id");
            foreach (LocatedValue food in v.At(foods).Items)
            {
                if (food.Member("name").TextOrNull is { } name && food.Member("kind") is { TextOrNull: { } kind } at
                    && FastingPolicy.KindNamedLike(name, known) is { } own && own != kind && known.Contains(kind, StringComparer.Ordinal))
                {
                    at.Report(ProblemCodes.Contradiction, "another kind than the one of the food's name", Problem.Quote(own));
                }
            }
        });
        o.Check(v => RequireRoom(v, kinds, unlisted));
        o.Check(v => RequireEveryTime(v, unlisted));
        return o.Makes(v => new FastingPolicy
        {
            Kinds = v.Of(kinds),
            OralMedicineWindow = v.Of(oralMedicine),
            UnlistedLimits = v.Of(unlisted),
            UnlistedCountsAs = v.Of(countsAs),
            AsaAdvisory = v.Of(advisory),
            Foods = v.Of(foods),
            Stated = v.Stated,
        }.Checked());
    }

    private static ObjectFormat<IntakeKind> Kind()
    {
        var o = new ObjectFormat<IntakeKind>();
        var id = o.Required(
            "id", kind => kind.Id, Formats.Id(IntakeKind.Unlisted, IntakeKind.OralMedicine),
            "The id as records name the kind, such as clear-liquid.");
        var rule = o.Optional("rule", kind => kind.Rule == RulePrefix + kind.Id ? null : kind.Rule, Formats.RuleId(RulePrefix, OwnRules),
            "The id of the kind's rule, such as fasting.clear-liquids; left out, \"fasting.\" and the kind's id.");
        var name = o.Required(
            "name", kind => kind.Name, Formats.Name(100),
            "The kind in the plural, as a sentence starts with it, such as \"Clear liquids\".");
        var limits = o.Default("limits", kind => kind.Limits, Formats.List(Limit(), 1, 8), [],
            "When it must have ended; all of them hold. Left out where duringInfusion or afterEnd is there: before the appointment it is "
            + "then judged like what the clinic has no rule for.");
        var during = o.Maybe("duringInfusion", kind => kind.DuringInfusion, Formats.Enum<IntakeAllowance>(),
            "Whether it may be taken after the infusion's start and before its end; left out where the clinic does not say.");
        var afterEnd = o.Maybe("afterEnd", kind => kind.AfterEnd, Formats.SomeUpToAYear,
            "The elapsed time from the infusion's end, or from its being broken off, before which it is not taken; exactly that much later "
            + "is late enough.");
        var asaKind = o.Maybe(
            "guidelineKind", kind => kind.AsaKind, Formats.Enum<AsaKind>(), "The anesthesiologists' kind; left out where none is meant.");
        var (provenance, citations) = o.Sourced(kind => kind.Provenance, kind => kind.Citations);
        o.Check(v => RequireEveryTime(v, limits));
        o.Check(v =>
        {
            if (new Member[] { limits, during, afterEnd }.All(member => v.At(member).IsAbsent))
            {
                v.Whole.Report(ProblemCodes.MissingProperty, "no such property", "the property limits, duringInfusion or afterEnd");
            }
        });
        o.Check(v =>
        {
            if (v.Has(id) && v.Has(rule) && v.Of(rule) is null && OwnRules.Contains(v.Of(id), StringComparer.Ordinal))
            {
                v.Report(
                    id, ProblemCodes.Invalid, "the reserved id " + Problem.Quote(v.Of(id)), "an id that the rules do not use themselves");
            }
        });
        return o.Makes(
            v =>
                new(
                    v.Of(id), v.Of(rule) ?? RulePrefix + v.Of(id), v.Of(name), v.Of(limits), v.Of(provenance), v.Of(citations),
                    v.Of(asaKind), v.Of(during), v.Of(afterEnd)));
    }

    private static UnionFormat<IntakeLimit> Limit()
    {
        var window = new ObjectFormat<IntakeLimit.Window>();
        var before = window.Required("before", limit => limit.Before, Formats.UpToAYear,
            "The elapsed time before the appointment by which it has ended; exactly that long is early enough. PT0S: up to the "
            + "appointment.");
        var after = window.Maybe("after", limit => limit.After, Formats.SomeUpToAYear,
            "The elapsed time after the appointment during which it is not allowed either.");
        var (windowFrom, windowTo) = HalfDay(window);
        var clock = new ObjectFormat<IntakeLimit.Clock>();
        var until = clock.Required("until", limit => limit.CutOff, Formats.Time,
            "The clock time by which it has ended; exactly then is early enough. Midnight is the appointment date's 00:00.");
        var daysBefore = clock.Default(
            "daysBefore", limit => limit.DaysBefore, Formats.Int(0, 7, "days"), 0, "How many days before the appointment's date.");
        var (from, to) = HalfDay(clock);
        clock.Holds(
            until, to, v => !v.Has(daysBefore) || v.Of(daysBefore) > 0 || v.Of(to) is null || v.Of(until) < v.Of(to),
            "a time after every appointment that the limit holds for", "a time before sessionsBefore, or daysBefore: 1");
        return new UnionFormat<IntakeLimit>()
            .Or("before", window.Makes(v => new(v.Of(before), v.Of(after), v.Of(windowFrom) ?? LocalTime.Midnight, v.Of(windowTo))))
            .Or("until", clock.Makes(v => new(v.Of(until), v.Of(daysBefore), v.Of(from) ?? LocalTime.Midnight, v.Of(to))));
    }

    private static (Member<LocalTime?> From, Member<LocalTime?> To) HalfDay<T>(ObjectFormat<T> o)
        where T : IntakeLimit
    {
        var from = o.Maybe("sessionsFrom", limit => limit.SessionsFrom == LocalTime.Midnight ? null : (LocalTime?)limit.SessionsFrom,
            Formats.Time,
            "The earliest appointment time the limit holds for, inclusive; left out, midnight.");
        var to = o.Maybe(
            "sessionsBefore", limit => limit.SessionsBefore, Formats.Time,
            "The appointment time from which the limit no longer holds; left out, it holds for all.");
        o.Holds(
            to, from, v => v.Of(to) is null || v.Of(to) > (v.Of(from) ?? LocalTime.Midnight), "a half-day that ends before it begins",
            "a time later than sessionsFrom");
        return (from, to);
    }

    private static ObjectFormat<AsaWindow> Asa()
    {
        var o = new ObjectFormat<AsaWindow>();
        var kind = o.Required("kind", window => window.Kind, Formats.Enum<AsaKind>(), "The kind of intake in the guideline's words.");
        var minimum = o.Required(
            "minimum", window => window.Minimum, Formats.UpToAYear, "The elapsed time before the appointment; exactly that long meets it.");
        var isExample = o.Default(
            "isExample", window => window.IsExample, Formats.Flag, false,
            "Whether the guideline gives it as an example and not as a minimum.");
        o.Holds(
            isExample, minimum, v => v.Of(minimum) > Duration.Zero || !v.Of(isExample), "an example of no time at all",
            "false, or a minimum above PT0S");
        var (provenance, citations) = o.Sourced(window => window.Provenance, window => window.Citations);
        return o.Makes(v => new(v.Of(kind), v.Of(minimum), v.Of(isExample), v.Of(provenance), v.Of(citations)));
    }

    private static ObjectFormat<FoodExample> Food()
    {
        var o = new ObjectFormat<FoodExample>();
        var name = o.Required("name", food => food.Name, Formats.Name(100), "The everyday name; case is ignored.");
        var kind = o.Required(
            "kind", food => food.Kind, Formats.Name(60),
            "The id of one of this section's kinds, or unlisted where the clinic has no rule for it.");
        var asaKind = o.Maybe(
            "asaKind", food => food.AsaKind, Formats.Enum<AsaKind>(), "The guideline's kind; left out where the guideline names none.");
        return o.Makes(v => new(v.Of(name), v.Of(kind), v.Of(asaKind)));
    }

    private static void RequireEveryTime(Values v, Member<ImmutableArray<IntakeLimit>> limits)
    {
        if (v.Has(limits) && !v.Of(limits).IsEmpty && FastingPolicy.OpenFrom(v.Of(limits)) is { } open)
        {
            v.Report(
                limits, ProblemCodes.Contradiction, $"no limit for appointments from {Wording.Clock(open)}",
                "a limit for every time of day, such as a window of zero hours");
        }
    }

    // Each rule once, and no more different times than a table has cells for.
    private static void RequireRoom(Values v, Member<ImmutableArray<IntakeKind>> kinds, Member<ImmutableArray<IntakeLimit>> unlisted)
    {
        if (!v.Has(kinds))
        {
            return;
        }

        var rules = new HashSet<string>(StringComparer.Ordinal);
        LocatedValue[] places = v.At(kinds).Items;
        for (int index = 0; index < v.Of(kinds).Length; index++)
        {
            if (!rules.Add(v.Of(kinds)[index].Rule))
            {
                LocatedValue rule = places[index].Member("rule");
                (rule.IsAbsent ? places[index].Member("id") : rule).Report(
                    ProblemCodes.DuplicateName, "the rule of another kind", "each rule once");
            }
        }

        IntakeLimit[] limits = [.. v.Of(kinds).SelectMany(kind => kind.Limits).Concat(v.Has(unlisted) ? v.Of(unlisted) : [])];
        (HashSet<object> elapsed, HashSet<object> clock, HashSet<object> sessions) = ([], [], []);
        foreach (IntakeLimit limit in limits)
        {
            sessions.UnionWith([limit.SessionsFrom, limit.SessionsBefore ?? LocalTime.Midnight]);
            if (limit is IntakeLimit.Window window)
            {
                elapsed.UnionWith([window.Before, -window.After ?? Duration.MinValue]);
            }
            else if (limit is IntakeLimit.Clock at)
            {
                clock.Add((at.CutOff, at.DaysBefore));
            }
        }

        if (Math.Max(elapsed.Count, Math.Max(clock.Count, sessions.Count)) > 60)
        {
            v.Report(kinds, ProblemCodes.OutOfRange, "too many different times", "at most 60 different windows, clock times and half-days");
        }
    }
}
