using Infusion.Rules.Fasting;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>One table through the kernel against the same table as hand-written <c>if</c> and <c>else</c>, over the same rows.</summary>
internal sealed class OneTable
{
    private const int Count = 1 << 18;
    private const int IntakeFacts = 4;
    private const int InstrumentFacts = 5;

    private readonly DecisionTable _intake;
    private readonly DecisionTable _instrument;
    private readonly FactValue[] _intakes = new FactValue[Count * IntakeFacts];
    private readonly FactValue[] _instruments = new FactValue[Count * InstrumentFacts];

    public OneTable(InfusionRules rules)
    {
        (_intake, _instrument) = (rules.Table("fasting.intake"), rules.Table("response.instrument"));
        var random = new Random(7);
        for (int row = 0; row < Count; row++)
        {
            Span<FactValue> intake = _intakes.AsSpan(row * IntakeFacts, IntakeFacts);
            intake[0] = FactValue.Exactly(random.Next(5));
            intake[1] = FactValue.Exactly(random.Next(360) * NodaConstants.NanosecondsPerMinute);
            intake[2] = FactValue.Exactly(0);
            intake[3] = FactValue.Exactly(0);
            Span<FactValue> instrument = _instruments.AsSpan(row * InstrumentFacts, InstrumentFacts);
            instrument[0] = FactValue.Exactly(random.Next(6));
            instrument[1] = FactValue.Exactly((int)(random.Next(4) == 0 ? EvaluationStatus.NotReached : EvaluationStatus.Reached));
            instrument[2] = FactValue.Exactly(random.Next(20) == 0 ? 1 : 0);
            instrument[3] = FactValue.Exactly(random.Next(-200_000, 1_000_001));
            instrument[4] = FactValue.Exactly(random.Next(1, 200) * NodaConstants.NanosecondsPerHour);
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

    private int Intake(int row) => _intake.Decide(_intakes.AsSpan(row * IntakeFacts, IntakeFacts)).MostCautious;

    private int Instrument(int row) => _instrument.Decide(_instruments.AsSpan(row * InstrumentFacts, InstrumentFacts)).MostCautious;

    private int IntakeByHand(int row)
    {
        ReadOnlySpan<FactValue> values = _intakes.AsSpan(row * IntakeFacts, IntakeFacts);
        long elapsed = values[1].Low;
        switch (values[0].Low)
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
        ReadOnlySpan<FactValue> values = _instruments.AsSpan(row * InstrumentFacts, InstrumentFacts);
        if (values[1].Low != (int)EvaluationStatus.Reached)
        {
            return (int)ResponseOutcome.NotYetEvaluable;
        }

        long instrument = values[0].Low;
        if (instrument > (int)Clinic.Instrument.Madrs)
        {
            return (int)ResponseOutcome.CriterionNotSet;
        }

        if (values[2].Low == 1)
        {
            return (int)ResponseOutcome.NotEvaluable;
        }

        if (values[4].Low < 4 * NodaConstants.NanosecondsPerHour)
        {
            return (int)ResponseOutcome.NotYetEvaluable;
        }

        if (values[3].Low >= (instrument == (int)Clinic.Instrument.PainNrs ? 300_000 : 500_000))
        {
            return (int)ResponseOutcome.Responder;
        }

        return values[4].Low > 7 * NodaConstants.NanosecondsPerDay
            ? (int)ResponseOutcome.ClinicianReview
            : (int)ResponseOutcome.LikelyNonResponder;
    }
}
