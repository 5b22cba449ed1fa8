using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The snippets of the documentation, each a region, compiled and run.</summary>
public static class Snippets
{
    public static void Decide(TextWriter Console)
    {
        #region decide
        InfusionRules rules = InfusionRules.Published;
        Instant appointment = Instant.FromUtc(2026, 6, 15, 14, 0); // 10:00 on the clinic's clock
        var visit = new Visit
        {
            Appointment = appointment,
            Intakes = [Intake.Of("water", appointment - Duration.FromMinutes(90))],
            IntakesCompleteness = ListCompleteness.Complete,
        };
        Decision<FastingOutcome> decision = rules.Fasting.DecidePlan(visit);
        Console.WriteLine(decision.Outcome);                         // Violation
        Console.WriteLine(decision.ToDocument().Summary);            // ... 1 h 30 min; at least 2 h needed, 30 min short [fasting.clear-liquids, R44]
        Console.WriteLine(rules.Fasting.EarliestAppointment(visit)); // 2026-06-15T14:30:00Z
        #endregion
    }

    public static void Why(TextWriter Console, InfusionRules rules, Visit visit)
    {
        #region why
        foreach (RuleDocument rule in rules.Fasting.DecidePlan(visit).ToDocument().Rules)
        {
            Console.WriteLine($"{rule.Says} [{rule.Id}; {rule.Modality}; {string.Join(", ", rule.Citations)}]");
        }
        #endregion
    }

    public static void Ask(TextWriter Console, InfusionRules rules)
    {
        #region ask
        var visit = new Visit { Appointment = Instant.FromUtc(2026, 6, 15, 14, 0) };
        Decision<FastingOutcome> decision = rules.Fasting.DecidePlan(visit);
        Console.WriteLine(decision.Status);           // NeedsInformation
        Console.WriteLine(decision.Questions[0].Ask); // the fewest facts whose answers settle it
        #endregion
    }

    public static void Change(TextWriter Console, InfusionRules rules, Visit visit, Instant now)
    {
        #region change
        Decision<ReleaseOutcome> release = rules.Visits.DecideRelease(visit, now);
        Console.WriteLine(release.WhatWouldGive(ReleaseOutcome.Release)); // arrange a ride
        #endregion
    }

    public static void Store(TextWriter Console, InfusionRules rules, Visit visit)
    {
        #region store
        string record = JsonSerializer.Serialize(visit);
        string stored = DecisionJson.Write(rules.Fasting.DecideAtCancellation(visit).ToDocument());

        // Later: the record is read back, and what was decided then is taken up as it was.
        Visit again = JsonSerializer.Deserialize<Visit>(record)!;
        DecisionDocument fast = DecisionJson.Parse(stored);
        Console.WriteLine(rules.Fees.DecideCancellation(again).RestingOn(fast).Outcome);
        #endregion
    }

    public static void Review(TextWriter Console, InfusionRules rules, string json)
    {
        #region review
        if (!PatientRecord.TryParse(json, rules.TimeZone, out PatientRecord? patient, out var problems))
        {
            Console.WriteLine(string.Join('\n', problems)); // every mistake, with its path, line and column
            return;
        }

        foreach (DecisionDocument document in rules.Review(patient).ToDocuments())
        {
            Console.WriteLine($"{document.Decision} {document.Subject}: {document.Summary}");
        }
        #endregion
    }

    public static void Cohort(TextWriter Console, InfusionRules rules, IEnumerable<Visit> visits)
    {
        #region cohort
        int violations = visits.Count(visit => rules.Fasting.DecidePlan(visit).Has(FastingOutcome.Violation));
        Console.WriteLine(violations);
        #endregion
    }

    public static void Policy(TextWriter Console, string path)
    {
        #region policy
        using FileStream file = File.OpenRead(path);
        ClinicPolicy policy = ClinicPolicy.Load(file);
        var rules = new InfusionRules(policy.With(PolicyOverlay.Consensus2018));
        Console.WriteLine(rules.Policy.Version);
        #endregion
    }

    public static void Services(TextWriter Console)
    {
        #region services
        IServiceCollection services = new ServiceCollection();
        services.AddInfusionRules();
        using ServiceProvider provider = services.BuildServiceProvider();
        InfusionRules rules = provider.GetRequiredService<InfusionRules>(); // or a constructor's parameter
        #endregion
        Console.WriteLine(rules);
    }

    public static void Propose(TextWriter Console, CourseReview review)
    {
        #region propose
        var hours = new BusinessCalendar
        {
            Hours = [new(IsoDayOfWeek.Monday, new(8, 0), new(17, 0)), new(IsoDayOfWeek.Wednesday, new(8, 0), new(14, 0))],
            ClosedOn = [new(2026, 7, 6)],
        };
        InductionProposal proposal = review.Propose(hours, hasRide: false, travel: Duration.FromMinutes(40));
        foreach (ProposedVisit visit in proposal.Visits)
        {
            Console.WriteLine($"{visit.Date}: arrive at {visit.Arrival}, in the chair from {visit.ChairFrom} to {visit.EarliestRelease}");
        }

        Console.WriteLine(proposal.Outcome); // Proposed, or why there are no dates: the stage, a question, or the limits in the way
        #endregion
    }

    public static void Day(TextWriter Console, InfusionRules rules, IEnumerable<PatientRecord> records)
    {
        #region day
        foreach (DayLine line in rules.Day(records, new LocalDate(2026, 3, 16)))
        {
            Console.WriteLine($"{line.ChairFrom} {line.Action}: {line.Visit.Visit.Id}, {line.AskFirst.Length} to ask");
        }
        #endregion
    }

    public static RulesInForce InForce(IServiceCollection services, ClinicPolicy policy, Stream changed)
    {
        #region in-force
        var inForce = new RulesInForce(new InfusionRules(policy));
        services.AddInfusionRules(inForce);

        // Later, when the file says something else: what cannot be read or built throws, and the rules before stay.
        inForce.Replace(new InfusionRules(ClinicPolicy.Load(changed)));
        #endregion
        return inForce;
    }

    public static void Rules(TextWriter Console, InfusionRules rules)
    {
        #region rules
        foreach (DecisionTable table in rules.Tables)
        {
            Console.WriteLine($"{table.Id}: {table.Rules.Length} rules, {table.Partition.CellCount} cells");
        }

        Console.WriteLine(SourceRegister.Published.Statements.Length); // 74 statements of the page, each with its rules or the reason for none
        #endregion
    }

    public static void TakeUp(TextWriter Console, InfusionRules rules, Visit visit, string stored)
    {
        #region take-up
        DecisionDocument then = DecisionJson.Parse(stored);
        Decision<CancellationFeeOutcome> fee = rules.Fees.DecideCancellation(visit).RestingOn(then);
        #endregion
        Console.WriteLine(fee.Outcome);
    }

    public static void Record(TextWriter Console, InfusionRules rules, string path)
    {
        #region record
        using FileStream file = File.OpenRead(path);
        PatientRecord record = PatientRecord.Load(file, rules.TimeZone);
        CourseReview review = rules.Review(record);
        #endregion
        Console.WriteLine(review.ToDocuments().Length);
    }

    public static InfusionRules Load(string path)
    {
        #region load
        using FileStream file = File.OpenRead(path);
        ClinicPolicy policy = ClinicPolicy.Load(file);
        var rules = new InfusionRules(policy);
        #endregion
        return rules;
    }

    public static void Overlay(TextWriter Console, ClinicPolicy policy)
    {
        #region overlay
        ClinicPolicy screened = policy.With(PolicyOverlay.Consensus2018);
        Console.WriteLine(screened.Version); // 2026-01+consensus-2018.1
        #endregion
    }

    public static ClinicPolicy Book(ClinicPolicy first, ClinicPolicy second, PatientRecord record)
    {
        #region book
        PolicyBook book = PolicyBook.Of(
        [
            new(first, new LocalDate(2026, 1, 1), new LocalDate(2027, 1, 1)),
            new(second, new LocalDate(2027, 1, 1), null),
        ]);
        ClinicPolicy inForce = book.On(new LocalDate(2026, 12, 31)); // the first

        var rules = new RulesBook(book);
        CourseReview review = rules.Review(record); // by both, each for its part
        CourseReview moved = rules.On(new LocalDate(2027, 1, 1)).Review(record); // by the second alone
        #endregion
        return review.Visits.Length == moved.Visits.Length ? inForce : second;
    }
}
