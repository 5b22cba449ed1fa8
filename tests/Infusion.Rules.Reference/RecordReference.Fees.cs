using System.Globalization;
using NodaTime;

namespace Infusion.Rules.Reference;

// Section 7: the fee of a cancelled visit, the new appointment, the credits, and what is owed.
public static partial class RecordReference
{
    public const string Fee = "fee.cancellation";
    public const string Reschedule = "fee.reschedule";
    public const string Referral = "referral.earned";
    public const string Ledger = "ledger";
    public const string Owed = "owed";

    private static IEnumerable<Answer> FeesOf(RecordOf record, VisitOf visit)
    {
        if (visit.Cancelled is not { } cancelled)
            yield break;

        yield return FeeOf(record, visit, cancelled);
        if (cancelled.NewAppointment is not { } next)
            yield break;

        HashSet<string> both = ["AnotherDay", "RescheduledSameDay"];
        yield return new(visit.Id, Reschedule, visit.Appointment is not { } appointment ? both
            : (from planned in new[] { appointment.From, appointment.To }
               from moved in new[] { next.From, next.To }
               select FeeReference.JudgeReschedule(planned, moved) == FeeReference.RescheduleWarning.None
                   ? "AnotherDay" : "RescheduledSameDay").ToHashSet());
    }

    private static Answer FeeOf(RecordOf record, VisitOf visit, CancellationOf cancelled)
    {
        var ending = cancelled.By switch
        {
            "clinic-cancelled" => FeeReference.Ending.ClinicCancels,
            "patient-cancelled" => FeeReference.Ending.PatientCancels,
            _ => FeeReference.Ending.NoShow,
        };
        FeeReference.Reason? reason = cancelled.Reason switch
        {
            null => null,
            "fasting-violation" => FeeReference.Reason.FastingViolation,
            "no-ride" => FeeReference.Reason.NoRide,
            _ => FeeReference.Reason.AnythingElse,
        };
        if (ending != FeeReference.Ending.ClinicCancels || reason is not (null or FeeReference.Reason.FastingViolation))
            return new(visit.Id, Fee, Names(FeeReference.Possible(new(ending, reason, null))));

        if (visit.Appointment is not { } appointment)
            return new(visit.Id, Fee, Names<FeeReference.FeeOutcome>([])) { NotCompared = "an appointment that contradicts a departure" };

        // What was taken after the cancellation, or later than now, cannot have been the reason.
        var cuts = visit.Intakes.SelectMany(one => new[] { one.At?.From, one.At?.To, one.NoneSince?.To,
            one.SaidAt }).Append(visit.ListSaidAt)
            .OfType<Instant>().SelectMany(at => Windows.Select(hours => ClinicClock.AddHours(at, hours))).ToList();
        var when = cancelled.At ?? new(ClinicClock.AddHours(appointment.From, -400), record.At);
        HashSet<string> possible = [];
        foreach (var planned in Times(appointment, cuts))
        {
            foreach (var at in Times(when, [.. cuts, planned]))
            {
                var by = at < record.At ? at : record.At;
                var verdicts = Fast(
                    visit, planned, (kind, taken) => FastingReference.AtCancellation(kind, taken, planned, by).Verdict, by < planned ? by
                        : planned);
                foreach (var verdict in verdicts)
                    possible.UnionWith(Names(FeeReference.Possible(new(ending, reason, verdict == FastingReference.Verdict.Violation))));
            }
        }

        return new(visit.Id, Fee, possible)
        {
            Bound = visit.IsListComplete && visit.ListSaidAt is null && visit.Intakes.All(one => one.At is { IsExact: true })
                ? null : "an intake that may have been before the cancellation, and then too early to matter",
        };
    }

    // Once that person schedules an infusion, to the first recorded referrer; a person is never first for one referred before.
    private static HashSet<string> EarnedBy(ReferralOf referral)
    {
        if (referral.Scheduled != "infusion" || referral.ReferredBefore == true)
            return ["NotEarned"];

        return referral.ReferredBefore == false ? ["Earned"] : ["Earned", "NotEarned"];
    }

    private static IEnumerable<Answer> ReferralsOf(RecordOf record) =>
        record.Referrals.Select(referral => new Answer(referral.Id, Referral, EarnedBy(referral)));

    // Credits are earned when the friend schedules, and spent where the next priced visit's infusion starts.
    private static IEnumerable<Answer> OwedOf(RecordOf record, List<Answer> answers)
    {
        var started = record.Visits.Where(visit => visit.IsGiven).OrderBy(visit => visit.Start!.From).ThenBy(visit => visit.Id,
            StringComparer.Ordinal)
            .ToList();
        var mayEarn = record.Referrals.Where(referral => EarnedBy(referral).Contains("Earned")).ToList();
        string? notCompared =
            mayEarn.Any(referral => EarnedBy(referral).Count > 1) ? "a credit that may have been earned"
            : mayEarn.Any(referral => referral.At is null) ? "a credit whose time is not known"
            : mayEarn.Count > 0 && started.Any(visit => visit.Price is null) ? "a credit beside a price that is not known" : null;
        if (notCompared is not null)
        {
            yield return new("course", Ledger, Names<FeeReference.FeeOutcome>([])) { NotCompared = notCompared };
            yield return new("course", Owed, Names<FeeReference.FeeOutcome>([])) { NotCompared = notCompared };
            yield break;
        }

        List<FeeReference.Visit> bills = [];
        var before = Instant.MinValue;
        foreach (var visit in started)
        {
            var start = visit.Start!.From;
            bills.Add(new(visit.Price ?? 0, true, mayEarn.Count(referral => referral.At > before && referral.At <= start)));
            before = start;
        }

        bills.Add(new(0, false, mayEarn.Count(referral => referral.At > before)));
        var ledger = FeeReference.ApplyCredits(bills, false);
        yield return new("course", Ledger, Amounts(ledger.Earned, ledger.Applied, ledger.Forfeited, ledger.Open));
        if (record.Visits.Count == 0)
            yield break;

        var fees = answers.Where(one => one.Decision == Fee).ToList();
        if (fees.FirstOrDefault(one => one.NotCompared is not null) is { } left)
        {
            yield return new("course", Owed, Names<FeeReference.FeeOutcome>([])) { NotCompared = left.NotCompared };
            yield break;
        }

        // An amount that is open, not published or in another currency leaves no sum.
        // Nor does an appointment that has passed and of which nobody has said what happened.
        var isUnexplained = record.Visits.Any(visit => visit is { Cancelled: null, Start: null, Appointment: not null }
            && IsOver(record, visit));
        var isKnown = !isUnexplained && started.All(visit => visit.Price is not null) && fees.All(one => one.IsDetermined);
        var charged = fees.Count(one => one.Possible.Contains(nameof(FeeReference.FeeOutcome.Charged))) * FeeReference.FastingFee;
        HashSet<string> open = ["not known", "or another"];
        yield return new("course", Owed, isKnown ? Amounts(ledger.Bills.Sum(bill => bill.Due) + charged) : open)
        {
            Bound = fees.Select(one => one.Bound).FirstOrDefault(one => one is not null),
        };
    }

    private static HashSet<string> Amounts(params decimal[] amounts) =>
        [string.Join(' ', amounts.Select(amount => amount.ToString("0.00", CultureInfo.InvariantCulture)))];
}
