using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>What the clinic's fasting rules say of one intake.</summary>
/// <remarks>Made by <see cref="FastingDecision.Intakes"/>. For an appointment or start at a repeated clock time, the most cautious reading is
/// explained. Immutable and thread-safe.</remarks>
public sealed class IntakeDecision
{
    private readonly FastingRules _rules;
    private readonly FactValue[] _row = new FactValue[4];
    private readonly Verdict _verdict;
    private readonly Verdict _timing;

    internal IntakeDecision(FastingRules rules, FastingFacts facts, FastingBasis basis, Intake intake)
    {
        (_rules, Intake) = (rules, intake);
        ulong possible = 0;
        ulong timing = 0;
        int worst = -1;
        for (int appointment = 0; appointment < facts.Appointment.ReadingCount; appointment++)
        {
            for (int start = 0; start < (facts.Start?.ReadingCount ?? 1); start++)
            {
                for (int taken = 0; taken < (intake.At?.ReadingCount ?? 1); taken++)
                {
                    var readings = new FastingRules.Readings(appointment, start, taken);
                    var row = new FactValue[4];
                    rules.Fill(row, facts, basis, intake, readings);
                    Verdict verdict = rules.IntakeTable.Decide(row);
                    possible |= rules.Judge(facts, basis, intake, readings);
                    timing |= rules.Timing(facts, basis, intake, readings).Possible;
                    if (verdict.MostCautious > worst)
                    {
                        (worst, _row) = (verdict.MostCautious, row);
                    }
                }
            }
        }

        _verdict = Sole(possible);
        _timing = Sole(timing);
    }

    private static Verdict Sole(ulong possible) => new(possible, (possible & (possible - 1)) == 0 ? possible : 0);

    /// <summary>The intake.</summary>
    public Intake Intake { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(_verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public IntakeOutcome Outcome => _timing.Has((int)IntakeTiming.AfterStart)
        ? IntakeOutcome.AfterStart
        : (IntakeOutcome)(_verdict.MostCautious + 1);

    /// <summary>By how much the intake is short of its window; <c>null</c> unless an elapsed window decides.</summary>
    public Duration? ShortBy => Explanation.Lines.FirstOrDefault(line => line.Fact == "fasting.elapsed") is { LimitCode: { } limit } line
        && Outcome is IntakeOutcome.Violation or IntakeOutcome.ClinicianDecision && _row[1].Low < limit
            ? Duration.FromNanoseconds(limit - _row[1].Low)
            : null;

    /// <summary>Why.</summary>
    public Explanation Explanation => _rules.IntakeTable.Explain(_row);

    /// <summary>What to ask about this intake; empty when it is determined.</summary>
    public ImmutableArray<Question> Questions => Status != DecisionStatus.NeedsInformation ? []
        : Intake.At is { IsRepeatedTime: true }
            ? [new("fasting.elapsed", "That clock time came twice that night: was it the first or the second time?", "", ["first", "second"], true)]
            : _rules.IntakeTable.Questions(_row);

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(_rules.IntakeTable, _row, _rules.Version) with
    {
        Status = Status,
        Outcome = Outcome.ToString(),
        Possible = [.. _rules.IntakeTable.Outcomes.Where((_, outcome) => _verdict.Allows(outcome))],
        Questions = Questions,
        Values =
        [
            .. Intake.Kind is { } kind ? (ValueDocument[])[new("fasting.intake", kind, null)] : [],
            .. ShortBy is { } missing
                ? (ValueDocument[])[new("fasting.short-by", NodaTime.Text.PeriodPattern.NormalizingIso.Format(Period.FromNanoseconds(missing.ToInt64Nanoseconds())), Explanation.Rules.FirstOrDefault()?.Id)]
                : [],
        ],
    };

    /// <summary>Writes the outcome.</summary>
    /// <returns>The outcome's name.</returns>
    public override string ToString() => Outcome.ToString();
}
