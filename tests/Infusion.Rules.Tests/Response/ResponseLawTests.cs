using System.Numerics;
using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Response;

public class ResponseLawTests
{
    private static ResponseRules Rules =>
        new(PublishedResponse.Policy, PublishedProtocols.Policy.EvaluationPoints, Duration.FromHours(4), new("test", "1", "none"));

    private static Instant End => Instant.FromUtc(2026, 6, 15, 18, 0);

    [Fact]
    public void Every_pain_score_in_tenths_agrees_with_cross_multiplication()
    {
        ResponseRules rules = Rules;
        (long compared, long mismatches) = (0, 0);
        for (int baseline = 0; baseline <= 100; baseline++)
        {
            for (int current = 0; current <= 100; current++)
            {
                compared++;
                ResponseOutcome expected = baseline == 0 ? ResponseOutcome.NotEvaluable
                    : (baseline - current) * 100 >= 30 * baseline ? ResponseOutcome.Responder
                    : ResponseOutcome.LikelyNonResponder;
                mismatches += rules.DecideInstrument(Scored(Instrument.PainNrs, baseline / 10m, current / 10m)).Outcome == expected ? 0 : 1;
            }
        }

        Evidence.Write("response-pain", compared, 101L * 101, mismatches);
    }

    [Fact]
    public void Every_whole_score_agrees_with_cross_multiplication()
    {
        ResponseRules rules = Rules;
        (long compared, long space, long mismatches) = (0, 0, 0);
        foreach (Instrument instrument in new[] { Instrument.Phq9, Instrument.Gad7, Instrument.Madrs })
        {
            int highest = Score.Maximum(instrument);
            space += (highest + 1L) * (highest + 1L);
            for (int baseline = 0; baseline <= highest; baseline++)
            {
                for (int current = 0; current <= highest; current++)
                {
                    compared++;
                    ScoredInstrument scored = Scored(instrument, baseline, current);
                    Decision<ResponseFinding> findings = rules.DecideFindings(scored);
                    Decision<ResponseOutcome> decision = rules.DecideInstrument(scored);
                    ResponseOutcome expected = baseline == 0 ? ResponseOutcome.NotEvaluable
                        : (baseline - current) * 100 >= 50 * baseline ? ResponseOutcome.Responder
                        : ResponseOutcome.LikelyNonResponder;
                    bool remits = current < (instrument == Instrument.Madrs ? 10 : 5);
                    mismatches += decision.Outcome == expected && findings.Has(ResponseFinding.Remission) == remits
                        && findings.Has(ResponseFinding.Worsened) == current > baseline ? 0 : 1;
                }
            }
        }

        Evidence.Write("response-whole", compared, space, mismatches);
    }

    [Property(MaxTest = 500)]
    public void A_drop_of_any_number_of_decimals_is_floored_exactly(uint one, uint two, byte onePlaces, byte twoPlaces)
    {
        (decimal baseline, decimal current) = (Pain(one, onePlaces), Pain(two, twoPlaces));
        if (baseline == 0)
        {
            return;
        }

        // percent * baseline <= drop * 100 < (percent + 0.0001) * baseline, in whole numbers.
        decimal percent = ResponseRules.PercentDropped(Scored(Instrument.PainNrs, baseline, current))!.Value;
        BigInteger ten = BigInteger.Pow(10, 28);
        (BigInteger left, BigInteger right) = (Exact(baseline, ten), Exact(current, ten));
        BigInteger code = new(percent * 10_000m);
        BigInteger drop = (left - right) * 1_000_000;
        Assert.True(percent == -1_000_000_000m ? drop < (code + 1) * left : code * left <= drop && drop < (code + 1) * left);
    }

    [Property(MaxTest = 300)]
    public void A_lower_current_score_never_turns_a_response_into_none(byte baseline, byte current, byte lower)
    {
        (int from, int to) = (1 + (baseline % 27), current % 28);
        ResponseOutcome before = Rules.DecideInstrument(Scored(Instrument.Phq9, from, to)).Outcome;
        ResponseOutcome after = Rules.DecideInstrument(Scored(Instrument.Phq9, from, Math.Min(to, lower % 28))).Outcome;
        Assert.True(before != ResponseOutcome.Responder || after == ResponseOutcome.Responder);
    }

    [Property(MaxTest = 300)]
    public void Learning_a_fact_never_enlarges_the_possible_outcomes(byte baseline, byte current, byte sessions, byte known, byte learned)
    {
        ScoredInstrument complete = Scored(Instrument.Phq9, baseline % 28, current % 28) with { CompletedSessions = sessions % 6 };
        ScoredInstrument Only(int mask) => new()
        {
            Instrument = (mask & 1) != 0 || (mask & 12) != 0 ? complete.Instrument : null,
            Protocol = (mask & 2) != 0 ? complete.Protocol : null,
            Baseline = (mask & 4) != 0 ? complete.Baseline : null,
            Current = (mask & 8) != 0 ? complete.Current : null,
            CurrentAt = (mask & 32) != 0 ? complete.CurrentAt : null,
            SessionEnd = (mask & 64) != 0 ? complete.SessionEnd : null,
            CompletedSessions = (mask & 16) != 0 ? complete.CompletedSessions : null,
        };
        OutcomeSet before = Rules.DecideInstrument(Only(known)).Outcomes;
        OutcomeSet after = Rules.DecideInstrument(Only(known | learned)).Outcomes;
        Assert.Equal(0UL, after.Possible & ~before.Possible);
        Assert.True(!before.IsDetermined || after == before);
    }

    [Fact]
    public void What_is_possible_without_a_score_is_what_some_score_gives()
    {
        ResponseRules rules = Rules;
        (long compared, long mismatches) = (0, 0);
        foreach (Instrument instrument in Enum.GetValues<Instrument>())
        {
            Score[] scores =
            [
                .. Enumerable.Range(
                    Score.Minimum(instrument),
                    Score.Maximum(instrument) - Score.Minimum(instrument) + 1).Select(points => Score.Of(instrument, points)),
            ];

            // Averages of pain may come as near to 0 as one likes.
            Score[] all = instrument == Instrument.PainNrs ? [.. scores, Score.Of(instrument, 0.000001m)] : scores;
            ScoredInstrument with = new()
            {
                Instrument = instrument,
                Protocol = ProtocolId.FourHour,
                CompletedSessions = 3,
                AbortedSessions = 0,
                CurrentAt = Moment.At(End + Duration.FromDays(1)),
                SessionEnd = Moment.At(End),
            };
            mismatches += Compare(with, all, all);
            foreach (Score score in scores)
            {
                mismatches += Compare(with with { Baseline = score }, [score], all) + Compare(with with { Current = score }, all, [score]);
            }

            compared += 1 + (2 * scores.Length);
        }

        Evidence.Write("response-open-scores", compared, compared, mismatches);

        int Compare(ScoredInstrument open, Score[] baselines, Score[] currents)
        {
            ScoredInstrument[] completions =
            [
                .. from baseline in baselines from current in currents select open with { Baseline = baseline, Current = current },
            ];
            ulong outcomes = completions.Aggregate(0UL, (any, one) => any | rules.DecideInstrument(one).Outcomes.Possible);
            OutcomeSet[] findings = [.. completions.Select(one => rules.DecideFindings(one).Outcomes)];
            return rules.DecideInstrument(open).Outcomes.Possible == outcomes
                && rules.DecideFindings(open).Outcomes.Possible == findings.Aggregate(0UL, (any, one) => any | one.Possible)
                && rules.DecideFindings(open).Outcomes.Certain == findings.Aggregate(ulong.MaxValue, (every, one) => every & one.Certain)
                    ? 0
                    : 1;
        }
    }

    [Fact]
    public void Joining_verdicts_is_associative_and_commutative_so_that_order_decides_nothing()
    {
        DecisionTable table = Rules.CourseTable;
        int count = table.Outcomes.Length;
        (long compared, long mismatches) = (0, 0);
        for (int one = 0; one < count; one++)
        {
            for (int two = 0; two < count; two++)
            {
                for (int three = 0; three < count; three++)
                {
                    compared++;
                    OutcomeSet left = Join(Join(At(one), At(two)), At(three));
                    OutcomeSet right = Join(At(one), Join(At(two), At(three)));
                    mismatches += left == right && Join(At(one), At(two)) == Join(At(two), At(one)) && left.IsDetermined ? 0 : 1;
                }
            }
        }

        Evidence.Write("response-join", compared, (long)count * count * count, mismatches);
        OutcomeSet At(int outcome) => OutcomeSet.Exactly(outcome);
        OutcomeSet Join(OutcomeSet soFar, OutcomeSet next) =>
            table.Decide([FactValue.Exactly(soFar.MostCautious), FactValue.Exactly(next.MostCautious)]);
    }

    [Fact]
    public void Every_three_verdicts_join_as_the_reference_joins_them()
    {
        DecisionTable table = Rules.CourseTable;
        int count = table.Outcomes.Length;
        (long compared, long mismatches) = (0, 0);
        for (int index = 0; index < count * count * count; index++)
        {
            compared++;
            int[] outcomes = [index % count, index / count % count, index / count / count];
            OutcomeSet joined = outcomes.Aggregate(
                OutcomeSet.Exactly(0), (soFar, next) => table.Decide([FactValue.Exactly(soFar.MostCautious), FactValue.Exactly(next)]));
            string expected = Infusion.Rules.Reference.ResponseReference
                .Overall([.. outcomes.Select(outcome => (Infusion.Rules.Reference.ResponseReference.Outcome)outcome)]).ToString();
            mismatches += table.NameOf(joined.MostCautious) == expected ? 0 : 1;
        }

        Evidence.Write("response-join-reference", compared, (long)count * count * count, mismatches);
    }

    [Fact]
    public void A_protocol_without_an_evaluation_point_has_a_trend_and_no_verdict()
    {
        ResponseRules rules = new(
            PublishedResponse.Policy, [new(new("own"), null, null, Provenance.ClinicPolicy)], Duration.FromHours(4),
            new("test", "1", "none"));
        Assert.Equal(
            ResponseOutcome.NotYetEvaluable,
            rules.DecideInstrument(Scored(Instrument.PainNrs, 8, 1) with { Protocol = "own" }).Outcome);
    }

    private static decimal Pain(uint number, byte places)
    {
        int scale = places % 29;
        decimal value = unchecked(
            new decimal((int)number, (int)(number * 2654435761u), (int)(number ^ 0x5bd1e995u) & 0x0fffffff, false, (byte)scale));
        return value > 10 ? value % 10m : value;
    }

    private static BigInteger Exact(decimal value, BigInteger ten)
    {
        int[] bits = decimal.GetBits(value);
        BigInteger digits = unchecked(((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0]);
        return digits * ten / BigInteger.Pow(10, (bits[3] >> 16) & 0xFF);
    }

    private static ScoredInstrument Scored(Instrument instrument, decimal baseline, decimal current) => new()
    {
        Instrument = instrument,
        Protocol = ProtocolId.FourHour,
        CompletedSessions = 3,
        AbortedSessions = 0,
        Baseline = Score.Of(instrument, baseline),
        Current = Score.Of(instrument, current),
        CurrentAt = Moment.At(End + Duration.FromDays(1)),
        SessionEnd = Moment.At(End),
    };
}
