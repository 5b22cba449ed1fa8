using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using Infusion.Rules.Words;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Reports;

/// <summary>Makes one patient's sheet.</summary>
/// <remarks>A line is said only where its rule is there: the rule is looked up first, so what a policy does not state has no line.
/// What is eaten and drunk, and what happens at the clinic, stand in files of their own.</remarks>
internal sealed partial class SheetMaker
{
    private const string AskTheClinic = "Ask the clinic.";

    private readonly RulesBook _book;
    private readonly CourseReview _review;
    private readonly VisitReview _visit;
    private readonly InfusionRules _rules;
    private readonly ClinicPolicy _policy;
    private readonly ClinicClock _clock;
    private readonly Instant _appointment;
    private readonly LocalDate _day;

    public SheetMaker(RulesBook book, CourseReview review, VisitReview visit)
    {
        (_book, _review, _visit, _clock) = (book, review, visit, new(book.TimeZone));
        _appointment = visit.Visit.Appointment!.Value.Earliest;
        _day = _clock.DateOf(_appointment);
        _rules = book.On(_day);
        _policy = _rules.Policy;
    }

    /// <summary>A sentence or two, with the rule that they stand for.</summary>
    private readonly record struct Line(string Says, Rule Rule, bool IsOpen = false);

    private VisitTimeline Timeline => _visit.Timeline!;

    public Report Make()
    {
        ReportSection[] sections =
        [
            .. new ReportSection[]
            {
                new("Before your visit: food and drink", [.. FoodBefore().OfType<ReportItem>()]),
                new("Your medicines and other care", [.. Care().OfType<ReportItem>()]),
                new("Getting here and back", [.. Ways().OfType<ReportItem>()]),
                new("At the clinic", [.. AtTheClinic().OfType<ReportItem>()]),
                new("After your infusion", [.. Afterwards().OfType<ReportItem>()]),
                new("Paying", [.. Paying().OfType<ReportItem>()]),
                new("Good to know", [.. new[] { NotACure() }.OfType<ReportItem>()]),
            }.Where(static section => !section.Items.IsEmpty),
        ];
        return new(
            $"Your visit to {_policy.Name}",
            $"Record {_review.Record.Id}, {Wording.Name(_visit.Visit.Id)}; version {_policy.Version} of the clinic's rules; "
                + $"as of {_clock.At(_review.Record.AsOf)}. Times are on the clinic's clock.",
            [.. First(sections.Length == 0)],
            [.. sections],
            $"{(sections.Length == 0 ? "This" : "This is what the clinic's rules say. It")} is not medical advice. "
                + "Ask the clinic about anything you are not sure of.");
    }

    private IEnumerable<ReportLine> First(bool isEmpty)
    {
        yield return new("Visit", $"{_clock.At(_appointment)}.");
        if (_visit.Visit.Appointment is { IsRepeatedTime: true })
        {
            yield return new("Clock", "The clocks go back, so this time comes twice. The sheet counts from the first. Ask the clinic "
                + "which one it is.", Attention.Note);
        }

        if (isEmpty)
        {
            yield return new("Sheet", "The clinic publishes nothing for patients about this visit.", Attention.Note);
        }
    }

    private IEnumerable<ReportItem?> Care()
    {
        yield return Item("Medicines and therapies", Said("continuity.therapies", rule =>
            SheetWords.Asked(rule, "keep on with all of them, as you do now")
                + (_policy.Continuity is { Holds.IsEmpty: false } ? " The next lines name what may be paused." : "")));
        foreach (MedicineHold hold in _policy.Continuity?.Holds ?? [])
        {
            yield return Item(Wording.Capital(hold.Medicine), Said("continuity.holds", _ =>
                "The clinic publishes a pause of this from "
                    + $"{Date(SheetWords.Down(_rules.Fasting.HeldFrom(hold.Id, _appointment)!.Value))}. {Decides(hold)}"
                + (hold.Aliases.IsEmpty ? "" : $" These count: {SheetWords.List(hold.Aliases)}.")));
        }

        yield return Item("Your other doctors", Said("continuity.other-providers", static rule =>
            SheetWords.Asked(rule, "keep seeing the doctors and others who manage your care")));
        yield return Item("If you break off a treatment", Said("continuity.consequence", static _ =>
            "The infusions may then help you less."));
        yield return Item("If you change a medicine on your own", OfThePage("continuity.medication-change.potential-disqualification",
            static _ => "You may then get no more infusions here. The clinic decides."));
    }

    private static string Decides(MedicineHold hold) => hold.DecidedBy switch
    {
        HoldDecision.Clinic => $"The clinic decides if it is for you. {AskTheClinic}",
        HoldDecision.Prescriber => "The person who prescribes it decides. Ask that person.",
        _ => $"It does not publish who decides. {AskTheClinic}",
    };

    private IEnumerable<ReportItem?> Ways()
    {
        yield return Item("Arrive", Arrive());
        yield return Item("If you are late", CancelledFor(CancellationReason.LateArrival, "fee.reason.late-arrival"));
        yield return Item("The way here", WayHere());
        yield return Item(_policy.Visits?.Ride is { BothWays: true } ? "Ride here and back" : "Ride back", RideBack());
        yield return Item("If you have no ride", CancelledFor(CancellationReason.NoRide, "fee.reason.no-ride"));
        yield return Item("Who comes with you", Escort());
    }

    private IEnumerable<Line> Arrive()
    {
        if (Find(_rules, "visit.arrival") is not { } rule)
        {
            yield break;
        }

        Instant? first = _rules.Visits.RequiredArrival(_appointment, 0);
        Instant? later = _rules.Visits.RequiredArrival(_appointment, 1);
        if (_visit.CompletedBefore is not { } completed)
        {
            if (first != later)
            {
                yield return new("It is not known if this is your first infusion here. Ask the clinic when to arrive.", rule, true);
            }
            else if (first is { } either)
            {
                yield return new($"Be here by {Time(SheetWords.Down(either))}.", rule);
            }

            yield break;
        }

        if ((completed == 0 ? first : later) is not { } at)
        {
            yield break;
        }

        if (completed == 0 && later is { } other && other != at && IsOneBooked)
        {
            yield return new(
                $"If no infusion was given to you here before, be here by {Time(SheetWords.Down(at))}. "
                + $"If one was, be here by {Time(SheetWords.Down(other))}.", rule);
            yield break;
        }

        Duration lead = _appointment - at;
        string early = lead == Duration.Zero ? "" : $" This is {SheetWords.Hours(lead)} early"
            + (completed > 0 || first == later ? "." : ", as it is your first infusion here.");
        Rule own = Find(_rules, $"visit.arrival.{(completed == 0 ? "first" : "later")}-session") ?? rule;
        yield return new($"Be here by {Time(SheetWords.Down(at))}.{early}{(completed == 0 ? ForPaperwork(own) : "")}", own);
    }

    // One that is still to come before this visit, so that nobody knows yet which session this one is.
    private bool IsOneBooked => _review.Visits.TakeWhile(other => other != _visit)
        .Any(static other => other.Visit is { CancellationInForce: null, Start: null });

    // The page says why, and its register has it; no policy has a reason of its own.
    private static string ForPaperwork(Rule rule) => rule.Citations.Contains("R52") ? " The time is mainly for paperwork." : "";

    private IEnumerable<Line> WayHere()
    {
        if (_visit.InboundRide is not { } ride || Find(_rules, "visit.inbound-ride") is not { } rule
            || Find(_rules, "visit.driving") is not { } driving)
        {
            yield break;
        }

        if (ride.Status != DecisionStatus.Determined || ride.Outcome == InboundRideOutcome.NotPublished)
        {
            yield return new(
                $"It is not known if you may drive here. It depends on your infusion before this one. {AskTheClinic}", rule, true);
        }
        else if (ride.Outcome == InboundRideOutcome.InboundRideNeeded)
        {
            ValueDocument? until = ride.ToDocument().Values.FirstOrDefault(static value =>
                value.Id.StartsWith("visit.inbound-ride-until", StringComparison.Ordinal));
            bool isPlanned = until?.Id.EndsWith("estimate", StringComparison.Ordinal) == true;
            yield return new(
                DrivenHere(driving) + (until is null ? ""
                    : $" The limit on driving after your infusion before this one runs until {(isPlanned ? "about " : "")}"
                        + $"{_clock.At(SheetWords.Up(InstantPattern.ExtendedIso.Parse(until.Value).Value))}.")
                + (isPlanned ? " The clinic counts from its actual end." : ""),
                rule);
        }
    }

    private static string DrivenHere(Rule driving) => driving.Modality switch
    {
        Modality.Recommended => "The clinic recommends that someone else drives you here.",
        Modality.Permitted => "The clinic may ask that someone else drives you here.",
        _ => "Someone else drives you here.",
    };

    private IEnumerable<Line> RideBack() => _policy.Visits?.Ride is not { } ride ? [] :
    [
        .. Said("visit.ride", rule =>
            SheetWords.Asked(rule, $"have {Ride(ride)}", $"You need {Ride(ride)}.")
            + (rule.Modality == Modality.Required ? " You do not leave without it." : "")
            + (ride.Taxi == TaxiAcceptance.Accepted ? " A taxi counts as one." : "")),
        .. Said("visit.taxi", _ => ride.Taxi == TaxiAcceptance.OnlyAccompanied
            ? "A taxi or ride-share counts only if someone comes along with you."
            : "A taxi or ride-share does not count."),
        .. Said("visit.start.ride", static rule => $"The ride {SheetWords.Must(rule)} be set up before the infusion starts."),
    ];

    private string Ride(RidePolicy ride) => ride.BothWays ? "a ride here and back"
        : _policy.Visits?.Destinations.Contains(ReleaseDestination.Hotel) == true ? "a ride home or to your hotel"
        : "a ride home";

    private IEnumerable<Line> Escort() =>
    [
        .. Said("visit.escort", static rule => SheetWords.Asked(rule, "bring a person who leaves the clinic with you")),
        .. Said("visit.escort.age", rule => FormattableString.Invariant(
            $"That person {SheetWords.Must(rule)} be at least {_policy.Visits?.Escort?.MinimumAge} years old.")),
        .. Said("visit.start.escort", static rule => $"That person {SheetWords.Must(rule)} be there with you during your visit."),
        .. Said("visit.escort.stays", rule =>
            $"That person {SheetWords.Must(rule)} stay with you for {SheetWords.Hours(_policy.Visits!.Escort!.StaysFor!.Value)} after "
                + "you leave."),
        .. OfThePage("visit.accompaniment", static _ => "The clinic recommends that someone comes along and takes you home."),
    ];

    private IEnumerable<ReportItem?> Paying()
    {
        if (Fees is not { } fees)
        {
            yield return Item("Fees", Said(_rules, "payment.visit-price", static _ =>
                $"They depend on when you booked, and this is not known. {AskTheClinic}", isOpen: true));
            yield break;
        }

        FeePolicy? policy = fees.Policy.Fees;
        yield return Item("Your visit", Said(fees, "payment.self-pay", static _ => "You pay for it. The clinic bills no insurance plan."));
        yield return Item("Deposit", Said(fees, "payment.deposit", rule => policy?.Deposit is not { } deposit ? ""
            : rule.Modality == Modality.Permitted ? $"The clinic may ask for {SheetWords.Amount(deposit)} when you book."
            : $"You pay {SheetWords.Amount(deposit)} when you book."));
        yield return Item("Paying in advance", Prepaid(fees));
        yield return Item("Records for your claim", Said(fees, "payment.visit-documentation", static _ =>
            "The clinic can give you records of your visits for a claim of your own."));
    }

    // Where the first miss costs what every other one does; what else counts for it is not on a sheet.
    private IEnumerable<Line> CancelledFor(CancellationReason reason, string rule) =>
        Fees is { Policy.Fees: { GraceMisses: 0, Repeat: null } policy } fees
        && policy.ReasonCharges.FirstOrDefault(row => row.Reason == reason) is { } row
            ? Said(fees, rule, _ => (row.LateByMoreThan is { } free ? $"Up to {SheetWords.Hours(free)} late costs nothing. " : "")
                + $"If the clinic cancels for this reason, there {(row.Charge.IsPermitted ? "may be" : "is")} a fee of "
                    + $"{SheetWords.Amount(row.Charge)}.")
            : [];

    // The visit after a missed one.
    private IEnumerable<Line> Prepaid(InfusionRules fees) =>
        _review.Visits.TakeWhile(other => other != _visit).LastOrDefault()?.Prepayment is not { } missed ? []
        : missed.Status != DecisionStatus.Determined ? Said(fees, "fee.prepayment", static _ =>
            $"It is not known if you pay for this visit in advance. {AskTheClinic}", isOpen: true)
        : missed.Outcome == PrepaymentOutcome.Required ? Said(fees, "fee.prepayment", static rule => SheetWords.Asked(
            rule, "pay for this visit in advance, as the visit before was missed"))
        : [];

    // Charges are by the version in force at the booking; where that is not known, by all versions if they are alike.
    private InfusionRules? Fees => _visit.Visit.BookedAt is { } booked
        && _book.Policies.Versions.Any(version => _clock.DateOf(booked) >= version.From
            && (version.To is not { } end || _clock.DateOf(booked) < end))
            ? _book.On(_clock.DateOf(booked))
        : _book.Versions.All(version => Equals(version.Policy.Fees, _policy.Fees)) ? _rules
        : null;

    private ReportItem? NotACure() => Item("Not a cure", Said("course.not-a-cure", static _ =>
        "Infusions are one part of a wider plan. They do not cure any condition."));

    private IEnumerable<Line> Said(string rule, Func<Rule, string> says) => Said(_rules, rule, says);

    private static IEnumerable<Line> Said(InfusionRules rules, string id, Func<Rule, string> says, bool isOpen = false) =>
        Find(rules, id) is { } found ? [new(says(found), found, isOpen)] : [];

    private static Rule? Find(InfusionRules rules, string id) =>
        rules.Tables.SelectMany(static table => table.Rules).FirstOrDefault(rule => rule.Id == id);

    // What a clinic did not write itself, but the library reads from the rest, is said only of the page that has it.
    private IEnumerable<Line> OfThePage(string rule, Func<Rule, string> says) =>
        Said(rule, says).Where(static line => line.Rule.Provenance == Provenance.Published);

    private static ReportItem? Item(string title, IEnumerable<Line> lines)
    {
        Line[] said = [.. lines];
        return said.Length == 0 ? null : new()
        {
            Title = title,
            Says = string.Join(' ', said.Select(static line => line.Says)),
            Attention = Array.Exists(said, static line => line.IsOpen) ? Attention.Note : Attention.None,
            IsOpen = Array.Exists(said, static line => line.IsOpen),
            Because = [.. said.Select(static line => new ReportReason("", Wording.Source(line.Rule))).Distinct()],
        };
    }

    // A time of the visit's day alone, of another day with its date.
    private string Time(Instant at) => _clock.At(at, _day);

    // A time with its date and where it stands to the visit.
    private string Date(Instant at)
    {
        LocalDateTime local = at.InZone(_book.TimeZone).LocalDateTime;
        return local.TimeOfDay != LocalTime.Midnight ? $"{_clock.At(at)}, {SheetWords.Near(local, _day)}"
            : local.Date == _day ? $"midnight, the night before your visit: {_clock.At(at)}"
            : $"midnight, the end of {ClinicClock.On(local.Date.PlusDays(-1))}: {_clock.At(at)}";
    }
}
