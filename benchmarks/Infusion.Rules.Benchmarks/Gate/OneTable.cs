using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Fasting;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>One table through the kernel against the same table as hand-written <c>if</c> and <c>else</c>, over the same rows.</summary>
internal sealed class OneTable
{
    private const int Count = 1 << 18;

    private readonly Rows _intakes;
    private readonly Rows _instruments;

    public OneTable(InfusionRules rules)
    {
        _intakes = new(rules.Table("fasting.intake"), Count, "fasting.kind", "fasting.elapsed");
        _instruments = new(
            rules.Table("response.instrument"), Count,
            "response.instrument", "response.evaluation-status", "response.baseline-zero", "response.percent-drop",
            "response.since-end");
        var random = new Random(7);
        for (int row = 0; row < Count; row++)
        {
            _intakes.Set(row, [random.Next(5), random.Next(360) * NodaConstants.NanosecondsPerMinute]);
            _instruments.Set(
                row,
                [
                    random.Next(6),
                    (int)(random.Next(4) == 0 ? EvaluationStatus.NotReached : EvaluationStatus.Reached),
                    random.Next(20) == 0 ? 1 : 0,
                    random.Next(-200_000, 1_000_001),
                    random.Next(1, 200) * NodaConstants.NanosecondsPerHour,
                ]);
        }
    }

    public IEnumerable<Variant> Variants =>
    [
        new("intake if/else", Count, (from, count) => Sum(from, count, IntakeByHand)),
        new("intake table", Count, (from, count) => Sum(from, count, Intake)),
        new("instrument if/else", Count, (from, count) => Sum(from, count, InstrumentByHand)),
        new("instrument table", Count, (from, count) => Sum(from, count, Instrument)),
    ];

    public void Check()
    {
        for (int row = 0; row < Count; row++)
        {
            if (Intake(row) != IntakeByHand(row) || Instrument(row) != InstrumentByHand(row))
            {
                throw new InvalidOperationException("The tables and the hand-written code differ.");
            }
        }
    }

    private static long Sum(int from, int count, Func<int, int> decide)
    {
        long sum = 0;
        for (int row = from; row < from + count; row++)
        {
            sum += decide(row);
        }

        return sum;
    }

    private int Intake(int row) => _intakes.Decide(row);

    private int Instrument(int row) => _instruments.Decide(row);

    private int IntakeByHand(int row)
    {
        long elapsed = _intakes[row, 1];
        switch (_intakes[row, 0])
        {
            case 0 or 1:
                return elapsed < 4 * NodaConstants.NanosecondsPerHour ? (int)FastingOutcome.Violation : (int)FastingOutcome.Compliant;
            case 2:
                return elapsed < 2 * NodaConstants.NanosecondsPerHour ? (int)FastingOutcome.Violation : (int)FastingOutcome.Compliant;
            case 3:
                return elapsed < 2 * NodaConstants.NanosecondsPerHour
                    ? (int)FastingOutcome.ClinicianDecision
                    : (int)FastingOutcome.Compliant;
            default:
                return elapsed < 4 * NodaConstants.NanosecondsPerHour
                    ? (int)FastingOutcome.ClinicianDecision
                    : (int)FastingOutcome.Compliant;
        }
    }

    private int InstrumentByHand(int row)
    {
        if (_instruments[row, 1] != (int)EvaluationStatus.Reached)
        {
            return (int)ResponseOutcome.NotYetEvaluable;
        }

        long instrument = _instruments[row, 0];
        if (instrument > (int)Clinic.Instrument.Madrs)
        {
            return (int)ResponseOutcome.CriterionNotSet;
        }

        if (_instruments[row, 2] == 1)
        {
            return (int)ResponseOutcome.NotEvaluable;
        }

        if (_instruments[row, 4] < 4 * NodaConstants.NanosecondsPerHour)
        {
            return (int)ResponseOutcome.NotYetEvaluable;
        }

        if (_instruments[row, 3] >= (instrument == (int)Clinic.Instrument.PainNrs ? 300_000 : 500_000))
        {
            return (int)ResponseOutcome.Responder;
        }

        return _instruments[row, 4] > 7 * NodaConstants.NanosecondsPerDay
            ? (int)ResponseOutcome.ClinicianReview
            : (int)ResponseOutcome.LikelyNonResponder;
    }
}
