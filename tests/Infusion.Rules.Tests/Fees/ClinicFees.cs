using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Fees;

/// <summary>A clinic that publishes fees and nothing else, as its policy file says them.</summary>
internal static class ClinicFees
{
    public static InfusionRules Of(string fees) => new(ClinicPolicy.Parse(Json(fees)));

    /// <summary>What is wrong with such a file: the path below <c>fees</c>, what was found, and what is allowed.</summary>
    public static string Refused(string fees)
    {
        Assert.False(ClinicPolicy.TryParse(Json(fees), out _, out ImmutableArray<Problem> problems));
        Problem problem = Assert.Single(problems);
        return $"{problem.Path}: {problem.Message}";
    }

    public static string Weekdays => """
        "calendar": {
          "hours": [
            { "day": "monday", "opens": "09:00", "closes": "17:00" },
            { "day": "tuesday", "opens": "09:00", "closes": "17:00" },
            { "day": "wednesday", "opens": "09:00", "closes": "17:00" },
            { "day": "thursday", "opens": "09:00", "closes": "17:00" },
            { "day": "friday", "opens": "09:00", "closes": "17:00" }
          ],
          "closedOn": ["2026-06-12"]
        }
        """;

    public static Visit PatientCancels(string at, string appointment = "2026-06-15 10:00") => new()
    {
        Appointment = Local(appointment),
        Price = Money.Usd(400),
        Cancellation = new() { By = AppointmentEnd.PatientCancelled, At = Local(at) },
    };

    public static Visit NoShow => new()
    {
        Appointment = Local("2026-06-15 10:00"),
        Price = Money.Usd(400),
        Cancellation = new() { By = AppointmentEnd.NoShow },
    };

    public static Visit TurnedAway(string arrival) => new()
    {
        Appointment = Local("2026-06-15 10:00"),
        Arrival = Local(arrival),
        Price = Money.Usd(400),
        Cancellation = new() { By = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.LateArrival },
    };

    /// <summary>The outcome and the amount, once nothing is left to ask: "Charged 50.00 USD", "Charged NotPublished".</summary>
    public static string Decided(this InfusionRules rules, Visit visit)
    {
        Decision<CancellationFeeOutcome> decision = rules.Fees.DecideCancellation(visit);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        string amount = decision.ToDocument().Values.Single(value => value.Id == "fee.amount").Value;
        Assert.Equal(rules.Fees.AmountOf(decision)?.ToString(), amount is "NotPublished" or "NotKnown" ? null : amount);
        return $"{decision.Outcome} {amount}";
    }

    public static StatementOfCharges Statement(this InfusionRules rules, params Visit[] visits) => rules.Fees.Statement(
        [],
        [
            .. from visit in visits
               let fee = rules.Fees.DecideCancellation(visit)
               select new StatementFee($"visit-{Array.IndexOf(visits, visit) + 1}", fee, rules.Fees.AmountOf(fee)),
        ]);

    public static Visit After(this Visit visit, int? misses, int? counted = null) => visit with
    {
        Cancellation = visit.Cancellation! with { EarlierMisses = misses, CountedMisses = counted },
    };

    private static string Json(string fees) => $$"""
        {
          "format": 2, "id": "our-clinic", "version": "1", "name": "Our Clinic", "timeZone": "America/New_York",
          "fees": {{{fees}}}
        }
        """;
}
