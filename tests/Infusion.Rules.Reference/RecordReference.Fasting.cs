using NodaTime;

namespace Infusion.Rules.Reference;

// Section 3: the intakes of a visit, and what nobody recorded, before the fast is judged.
public static partial class RecordReference
{
    public const string FastingPlan = "fasting.plan";
    public const string FastingAtStart = "fasting.at-start";

    private static readonly int[] Windows = [0, FastingReference.ClearHours, FastingReference.SolidHours];

    // A liquid that is not clear is as solids are.
    private static readonly FastingReference.Kind[] Kinds =
        [FastingReference.Kind.Solid, FastingReference.Kind.ClearLiquid, FastingReference.Kind.MedicineWithSip,
            FastingReference.Kind.Unlisted];

    private static FastingReference.Kind KindOf(string what) => what switch
    {
        "water" or "clear-liquid" => FastingReference.Kind.ClearLiquid,
        "toast" or "solid" => FastingReference.Kind.Solid,
        _ => FastingReference.Kind.Unlisted,
    };

    private static IEnumerable<Answer> FastsOf(VisitOf visit)
    {
        yield return FastOf(visit, FastingPlan, null);
        if (visit.Start is not null)
            yield return FastOf(visit, FastingAtStart, visit.Start);
    }

    // The outcome changes only where the appointment or the start passes an intake, or an intake and a window.
    private static Answer FastOf(VisitOf visit, string decision, Span? start)
    {
        if (visit.Appointment is not { } appointment)
            return new(visit.Id, decision, Names<FastingReference.Verdict>([]))
            {
                NotCompared =
                "an appointment that contradicts a departure"
            };

        var cuts = visit.Intakes.SelectMany(one => new[] { one.At?.From, one.At?.To, one.NoneSince?.To,
            one.SaidAt }).Append(visit.ListSaidAt)
            .OfType<Instant>().SelectMany(at => Windows.Select(hours => ClinicClock.AddHours(at, hours))).ToList();
        HashSet<FastingReference.Verdict> possible = [];
        foreach (var planned in Times(appointment, start is null ? cuts : [.. cuts, start.From, start.To]))
        {
            if (start is null)
                possible.UnionWith(Fast(visit, planned, (kind, at) => FastingReference.Plan(kind, at, planned).Verdict, planned));
            else
            {
                foreach (var begun in Times(start, cuts.Append(planned)))
                    possible.UnionWith(Fast(visit, planned, (kind, at) => FastingReference.AtStart(kind, at, planned, begun).Verdict,
                        begun));
            }
        }

        return new(visit.Id, decision, Names(possible))
        {
            Bound = visit.Intakes.Any(one => one is { At: null, NoneSince: null }) && visit.Intakes.Any(one => one.NoneSince is not null)
                ? "an intake of no known time beside one that is denied for a part of it"
                : start is null || visit.Intakes.All(one => one.At is not null) ? null
                : "an intake between appointment and start whose window is longer than the time between",
        };
    }

    // Each intake at every time and of every kind it may have been; the most cautious counts.
    private static IReadOnlySet<FastingReference.Verdict> Fast(
        VisitOf visit, Instant anchor, Func<FastingReference.Kind, Instant, FastingReference.Verdict> judge, Instant last)
    {
        List<IReadOnlySet<FastingReference.Verdict>> items = [];
        List<Instant> usual = visit.Intakes.All(one => one.At is not null) && !Spoken(visit).Any() ? []
            : [.. Moments(anchor, last, Spoken(visit))];
        foreach (var intake in visit.Intakes)
        {
            if (intake.NoneSince is { } since)
            {
                // Whether there was one at all is not known; if there was, it ended then or before.
                foreach (var kind in intake.What is { } what ? [KindOf(what)]
                    : Kinds.Where(one => one != FastingReference.Kind.MedicineWithSip))
                {
                    items.Add(Moments(anchor, last, Spoken(visit)).Where(at => at <= since.To && !IsDenied(visit, kind, intake.What, at))
                        .Select(at => judge(kind, at)).ToHashSet());
                }

                continue;
            }

            HashSet<FastingReference.Verdict> possible = [];
            foreach (var kind in intake.What is { } named ? [KindOf(named)] : Kinds)
            {
                var from = intake.At?.From ?? Instant.MinValue;
                var to = intake.At?.To ?? Instant.MaxValue;
                var times = intake.At is not { } at ? usual : at.IsExact ? [at.From] : Moments(anchor, last, [at.From, at.To]);
                var within = times.Where(one => one >= from && one <= to).ToList();
                var left = within.Where(one => !IsDenied(visit, kind, intake.What, one)).ToList();

                // What was taken after a statement that speaks of no time so late was taken all the same.
                possible.UnionWith((left.Count > 0 || intake.At is null ? left : within).Select(one => judge(kind, one)));
            }

            items.Add(possible);
        }

        // Another of each kind may have been taken whenever nothing on record says that it was not.
        if (!Spoken(visit).Any())
            return FastingReference.Fold(items, visit.IsListComplete);

        foreach (var kind in Kinds)
        {
            items.Add(usual.Where(at => !IsDenied(visit, kind, null, at) && !IsListedBy(visit, at)).Select(at => judge(kind, at))
                .Append(FastingReference.Verdict.Compliant).ToHashSet());
        }

        return FastingReference.Fold(items, listIsComplete: true);
    }

    private static IEnumerable<Instant> Spoken(VisitOf visit) => visit.Intakes.SelectMany(one => new[] { one.NoneSince?.To, one.SaidAt })
        .Append(visit.ListSaidAt).OfType<Instant>();

    // "None since" speaks of the time from then until it was said, or of all until its check; of one food, of no other one.
    private static bool IsDenied(VisitOf visit, FastingReference.Kind kind, string? what, Instant at) => visit.Intakes.Any(none =>
        none.NoneSince is { } since && at > since.To && !(none.SaidAt is { } said && at > said)
        && (none.What is { } denied
            ? denied == what || (denied is "solid" or "clear-liquid" && KindOf(denied) == kind)
            : kind != FastingReference.Kind.MedicineWithSip));

    private static bool IsListedBy(VisitOf visit, Instant at) => visit.IsListComplete && !(visit.ListSaidAt is { } said && at > said);

    private static IEnumerable<Instant> Moments(Instant anchor, Instant last, IEnumerable<Instant> marks)
    {
        List<Instant> times = [ClinicClock.AddHours(anchor, -48), ClinicClock.AddHours(last, 24)];
        foreach (var mark in marks.Concat(new[] { anchor, last }.SelectMany(at =>
            Windows.Select(hours => ClinicClock.AddHours(at, -hours)))))
            times.AddRange([mark - Duration.Epsilon, mark, mark + Duration.Epsilon]);

        return times.Distinct();
    }
}
