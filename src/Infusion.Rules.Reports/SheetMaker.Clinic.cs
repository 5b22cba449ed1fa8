using Infusion.Rules.Tables;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Reports;

// What happens at the clinic, and what holds afterwards.
internal sealed partial class SheetMaker
{
    private const int MostEffects = 7;

    private VisitPolicy Conduct => _policy.Visits ?? new();

    private IEnumerable<ReportItem?> AtTheClinic()
    {
        yield return Item("Bring", Said("visit.music", static rule => SheetWords.Asked(rule, "bring soothing music and headphones")));
        yield return Item("Family", Said("visit.family", static _ => "Your family may be there. It is up to you."));
        yield return Item("Before the infusion", Said("visit.checklist", rule =>
            (rule.Modality == Modality.Required ? "" : "These steps may be part of it. ")
                + string.Join(' ', Conduct.Checklist.Select(Step))));
        yield return Item("Checks", Said("visit.vital-signs", rule =>
            $"The team {(rule.Modality == Modality.Permitted ? "may check" : "checks")} your "
                + $"{SheetWords.List([.. Conduct.VitalSigns.Select(Sign)])}. "
            + $"They do it {SheetWords.List([.. Conduct.VitalSignPhases.Select(static phase => phase.ToString().ToLowerInvariant())])} "
                + "the infusion"
            + $"{(Conduct.VitalSignInterval is { } interval ? $", every {SheetWords.Hours(interval)}" : "")}."));
        yield return Item("Who is there",
        [
            .. Said("visit.staffing", static _ => "A board-certified emergency doctor is in charge."),
            .. Said("visit.staffing.available", static _ => "A doctor or a nurse is close at hand at all times."),
        ]);
        yield return Item("Length", Length());
        yield return Item("During the infusion",
        [
            .. Said("visit.no-walking", static rule => SheetWords.AskedNot(rule, "get up and walk")),
            .. Said("visit.accommodations", static _ => "A commode and a urinal are there for anyone who needs one."),
        ]);
        foreach (ReportItem? item in FoodDuring())
        {
            yield return item;
        }

        yield return Item("Side effects",
        [
            .. Said("visit.side-effects", _ => string.Join(' ', Conduct.SideEffects.Select(static effect => effect.Name).Chunk(MostEffects)
                .Select(static (names, place) => $"The clinic {(place == 0 ? "names" : "also names")} {SheetWords.List(names)}."))
                + (Conduct.UsualOnset is { } onset ? $" They usually begin within {SheetWords.Hours(onset)} of the start." : "")),
            .. Said("visit.medication-for-side-effects", static _ => "There is medicine for side effects if you need it."),
        ]);
        yield return Item("Rest", Rest());
        yield return Item("Before you leave",
        [
            .. Said("visit.criteria.walking", static rule => $"You {SheetWords.Must(rule)} get up and walk steadily."),
            .. Said("visit.destinations", rule => $"You {(rule.Modality == Modality.Required ? "then" : "may then")} go "
                + $"{SheetWords.List([.. Conduct.Destinations.Select(Where)], "or")}."),
        ]);
    }

    private static string Where(ReleaseDestination destination) => destination == ReleaseDestination.Home ? "home" : "to a hotel";

    private static string Step(ChecklistItem step) => step switch
    {
        ChecklistItem.ChartReview => "The team looks at your chart.",
        ChecklistItem.QuestionsAnswered => "They answer your questions.",
        ChecklistItem.BladderEmptied => "You use the restroom to empty your bladder.",
        ChecklistItem.IvPlaced => "They place an IV.",
        ChecklistItem.MonitorAttached => "They hook you up to a monitor.",
        _ => throw new InvalidOperationException("There is no other step."),
    };

    private static string Sign(VitalSign sign) => sign switch
    {
        VitalSign.HeartRate => "heart rate",
        VitalSign.BloodPressure => "blood pressure",
        VitalSign.OxygenSaturation => "oxygen level",
        _ => throw new InvalidOperationException("There is no other sign."),
    };

    private IEnumerable<Line> Length()
    {
        bool isPublished = _policy.Protocols?.Protocols.Any(static protocol => protocol.PlannedDuration is not null) == true;
        return Timeline.Find("start") is { } start && Timeline.Find("end") is { } end
            ? Said("visit.timeline", _ => $"The infusion is planned to take {SheetWords.Hours(end.At - start.At)}, from "
                + $"{Time(start.At)} until about {Time(SheetWords.Up(end.At))}.")
            : isPublished ? Said(_rules, "visit.timeline", static _ => $"It is not known how long the infusion takes. {AskTheClinic}",
                isOpen: true)
            : [];
    }

    // How long it is may depend on the protocol or on who comes along: then only the times of the visit say it.
    private IEnumerable<Line> Rest()
    {
        TimelineEntry? end = Timeline.Find("end");
        TimelineEntry? least = Timeline.Find("earliest-release");
        TimelineEntry? planned = Timeline.Find("planned-release");
        if (least is { } earliest && end is { } over)
        {
            foreach (Line line in Said("visit.recovery-minimum", rule => SheetWords.Asked(
                rule, $"stay at least {SheetWords.Hours(earliest.At - over.At)} after the infusion, until about "
                    + $"{Time(SheetWords.Up(earliest.At))}")))
            {
                yield return line;
            }
        }
        else if (Find(_rules, "visit.recovery-minimum") is { } minimum)
        {
            bool isOne = Conduct.RecoveryVariants.IsEmpty
                && _policy.Protocols?.Protocols.Any(static one => (one.MinimumRecovery ?? one.PlannedRecovery) is not null) != true;
            yield return isOne && Conduct.RecoveryMinimum is { } length
                ? new(SheetWords.Asked(minimum, $"stay at least {SheetWords.Hours(length)} after the infusion")
                    + (Conduct.RecoveryPlanned is { } whole && whole > length
                        ? $" The clinic plans for {SheetWords.Hours(whole)}." : ""), minimum)
                : new($"It is not known how long you stay after the infusion. {AskTheClinic}", minimum, true);
        }

        if (planned is { } plan && plan.At != least?.At)
        {
            foreach (Line line in Said("visit.continue-monitoring", _ =>
                $"The clinic plans for you to stay until about {Time(SheetWords.Up(plan.At))}."))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<ReportItem?> Afterwards()
    {
        yield return Item("Driving and machines", Driving());
        yield return Item("Effects", Said("visit.residual-effects", _ => "Some effects may last up to "
            + $"{SheetWords.Hours(Conduct.ResidualEffects!.Value)}"
            + (Timeline.Find("residual-effects-until") is { } until
                ? $" after the infusion, until about {Time(SheetWords.Up(until.At))}." : " after the infusion.")));
        foreach (ReportItem? item in FoodAfter())
        {
            yield return item;
        }
    }

    private IEnumerable<Line> Driving() => Said("visit.driving", rule =>
    {
        string until = Timeline.Find("driving-restriction-end") is { } end ? $" until about {_clock.At(SheetWords.Up(end.At))}" : "";
        string says = SheetWords.AskedNot(rule, $"drive or use heavy machines{until}");
        return Conduct.Driving switch
        {
            DrivingLimit.Elapsed elapsed when until.Length > 0 =>
                $"{says} The clinic counts {SheetWords.Hours(elapsed.After)} from the actual end of your infusion, so this may change.",
            DrivingLimit.Elapsed elapsed => SheetWords.AskedNot(
                rule, $"drive or use heavy machines for {SheetWords.Hours(elapsed.After)} after your infusion ends"),
            DrivingLimit.NextDay next => $"{says} The clinic counts from the actual end of your infusion: until {NextDay(next)}.",
            _ => says,
        };
    });

    private static string NextDay(DrivingLimit.NextDay next) =>
        (next.From is { } from ? FormattableString.Invariant($"{from.Hour:00}:{from.Minute:00} on the next day") : "the next day")
        + (next.Minimum is { } minimum ? $", and for at least {SheetWords.Hours(minimum)}" : "");
}
