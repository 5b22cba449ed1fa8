using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>The clinic's rules on response: when it is judged, by what change of score, and what follows.</summary>
/// <remarks>
/// <para>The page judges after three four-hour or four one-hour sessions and calls those without adequate response likely non-responders
/// (R28 to R34, C2). It defines no measure (R36, C3), so thresholds are the policy's. A likely non-responder is a recommendation: the clinic
/// typically recommends discontinuing ketamine infusions; the clinician decides.</para>
/// <para>Loss of response during maintenance is not published and not judged here. Immutable and thread-safe.</para>
/// </remarks>
public sealed class ResponseRules
{
    private const int MostSessions = 1_000_000;
    private const int FindingFacts = 7;
    private const int InstrumentFactCount = 4;

    private readonly Fact<string> _protocol;
    private readonly Fact<string> _evaluation;

    internal ResponseRules(ResponsePolicy policy, ImmutableArray<EvaluationPoint> evaluationPoints, Duration residualEffects, PolicyVersion version)
    {
        (Policy, EvaluationPoints, ResidualEffects, Version) = (policy, evaluationPoints, residualEffects, version);
        Require(policy, evaluationPoints, residualEffects);
        _protocol = Fact.Named("response.protocol", "the protocol of the series", "Which protocol are the infusions given on?",
            evaluationPoints.Each(point => point.Protocol.Name));
        EvaluationTable = BuildEvaluationTable();
        _evaluation = Fact.Linked("response.evaluation-status", "the evaluation point",
            "How many sessions of the series are completed, and on which protocol?", EvaluationTable);
        InstrumentTable = BuildInstrumentTable();
        FindingTable = BuildFindingTable();
        StandingTable = BuildStandingTable();
        ConditionTable = BuildJoin("response.condition", "the response of one condition", "instrument", InstrumentTable);
        CourseTable = BuildJoin("response.course", "the response of the course as a whole", "condition", ConditionTable);
        ContinuationResponse = Fact.Linked("response.course-verdict", "the response so far",
            "What is the verdict on the response?", CourseTable);
        ContinuationTable = BuildContinuationTable();
        SeverityTable = BuildSeverityTable();
    }

    /// <summary>The policy the rules are built from.</summary>
    public ResponsePolicy Policy { get; }

    /// <summary>When the response is judged on each protocol.</summary>
    public ImmutableArray<EvaluationPoint> EvaluationPoints { get; }

    /// <summary>How long after an infusion's end its effects are possible; a score taken sooner is flagged.</summary>
    public Duration ResidualEffects { get; }

    /// <summary>The table that says whether a series has come to its evaluation point.</summary>
    public DecisionTable EvaluationTable { get; }

    /// <summary>The table that judges one instrument.</summary>
    public DecisionTable InstrumentTable { get; }

    /// <summary>The table that collects the details of a change of scores.</summary>
    public DecisionTable FindingTable { get; }

    /// <summary>The table that says which instrument decides for a condition.</summary>
    public DecisionTable StandingTable { get; }

    /// <summary>The table that joins the verdict so far of one condition with that of one more instrument.</summary>
    public DecisionTable ConditionTable { get; }

    /// <summary>The table that joins the verdict so far of the course with that of one more condition.</summary>
    public DecisionTable CourseTable { get; }

    /// <summary>The table that says what a booking of another session is told.</summary>
    public DecisionTable ContinuationTable { get; }

    /// <summary>The table that names the severity of a PHQ-9 score.</summary>
    public DecisionTable SeverityTable { get; }

    internal PolicyVersion Version { get; }

    private Fact<string> ContinuationResponse { get; }

    private static Fact<int> Completed { get; } = Fact.Count(
        "response.completed-sessions", "completed sessions of the series", "How many sessions of the series are completed?", "sessions", 0, MostSessions);

    private static Fact<Instrument> InstrumentFact { get; } = Fact.Choice<Instrument>(
        "response.instrument", "the instrument", "On which instrument is the condition scored?");

    private static Fact<ConditionCategory> Category { get; } = Fact.Choice<ConditionCategory>(
        "response.category", "the condition", "Which condition is it?");

    private static Fact<bool> BaselineZero { get; } = Fact.YesNo(
        "response.baseline-zero", "a baseline of 0", "What was the last score before the first infusion?");

    private static Fact<decimal> PercentDrop { get; } = Fact.Number(
        "response.percent-drop", "drop from baseline", "What are the scores before the first infusion and after the evaluating session?",
        "percent", ScoreChange.LowestPercent, 100, ScoreChange.PercentPlaces);

    private static Fact<decimal> PointDrop { get; } = Fact.Number(
        "response.point-drop", "drop from baseline in points", "What are the scores before the first infusion and after the evaluating session?",
        "points", -80, 80, ScoreChange.PointPlaces);

    private static Fact<decimal> Current { get; } = Fact.Number(
        "response.current", "current score", "What is the score after the evaluating session?", "points", 0, 80, ScoreChange.PointPlaces);

    private static Fact<Duration> SinceEnd { get; } = Fact.Elapsed(
        "response.since-end", "time from the end of the evaluating session to the score", "When was the current score taken?");

    private static Fact<int> Aborted { get; } = Fact.Count(
        "response.aborted-sessions", "aborted sessions of the series", "How many sessions of the series were aborted?", "sessions", 0, MostSessions);

    private static Fact<bool> ClinicianReason { get; } = Fact.YesNo(
        "response.clinician-reason", "a clinician's reason for going on", "Has a clinician recorded a reason for going on?");

    private static Fact<int> Phq9 { get; } = Fact.Count("response.phq-9", "PHQ-9 score", "What is the PHQ-9 score?", "points", 0, 27);

    private static ImmutableArray<Instrument> Instruments =>
        [Instrument.PainNrs, Instrument.Phq9, Instrument.Gad7, Instrument.Madrs, Instrument.Pcl5, Instrument.Hit6];

    /// <summary>Judges the response in one series: instrument by instrument, condition by condition, and as a whole.</summary>
    /// <param name="facts">What is known of the series and its scores.</param>
    /// <returns>The decision, with the first verdict and the latest.</returns>
    /// <exception cref="ArgumentException">The protocol is not one of the policy, or a condition stands twice.</exception>
    public ResponseDecision Judge(ResponseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Conditions.Select(condition => condition.Category).Distinct().Count() == facts.Conditions.Length
            ? new(this, facts)
            : throw new ArgumentException("A condition stands twice; give all its scores together.", nameof(facts));
    }

    /// <summary>Judges one instrument.</summary>
    /// <param name="facts">What is known of it.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">A score is of another instrument, or the protocol is not one of the policy.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of sessions is negative.</exception>
    public InstrumentDecision JudgeInstrument(InstrumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Instrument is { } instrument && !(IsOn(instrument, facts.Baseline) && IsOn(instrument, facts.Current)))
        {
            throw new ArgumentException("A score is of another instrument.", nameof(facts));
        }

        Span<FactValue> row = stackalloc FactValue[InstrumentFactCount];
        Fill(row, facts);
        return new(this, facts, InstrumentTable.Decide(row));
    }

    /// <summary>Says what a booking of another session is told.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The decision; it is never more than a warning.</returns>
    public ContinuationDecision JudgeContinuation(ContinuationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Span<FactValue> row = stackalloc FactValue[2];
        FillContinuation(row, facts);
        return new(this, facts, ContinuationTable.Decide(row));
    }

    /// <summary>The severity band of a PHQ-9 score.</summary>
    /// <param name="score">A PHQ-9 score.</param>
    /// <returns>The band.</returns>
    /// <exception cref="ArgumentException">The score is of another instrument.</exception>
    public Phq9Severity SeverityOf(Score score)
    {
        if (score.Instrument != Instrument.Phq9)
        {
            throw new ArgumentException("Only a PHQ-9 score has a PHQ-9 severity.", nameof(score));
        }

        Span<FactValue> row = stackalloc FactValue[1];
        row[0] = Phq9.Value(decimal.ToInt32(score.Points));
        return (Phq9Severity)SeverityTable.Decide(row).MostCautious;
    }

    /// <summary>What the policy calls remission on an instrument; <c>null</c> when it does not say.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The named definition.</returns>
    public RemissionDefinition? RemissionOn(Instrument instrument) =>
        Policy.Criteria.FirstOrDefault(criterion => criterion.Instrument == instrument)?.Remission;

    /// <summary>The evaluation point of a protocol of the policy.</summary>
    internal EvaluationPoint PointOf(ProtocolId protocol) => EvaluationPoints[PlaceOf(protocol)];

    private int PlaceOf(ProtocolId protocol)
    {
        for (int place = 0; place < EvaluationPoints.Length; place++)
        {
            if (EvaluationPoints[place].Protocol == protocol)
            {
                return place;
            }
        }

        throw Unknown(protocol);
    }

    private static ArgumentException Unknown(ProtocolId protocol) => new($"The policy has no protocol '{protocol}'.", nameof(protocol));

    internal Verdict Evaluation(ProtocolId? protocol, int? completed)
    {
        Span<FactValue> row = stackalloc FactValue[2];
        row[0] = protocol is { } id ? FactValue.Exactly(PlaceOf(id)) : FactValue.Unknown;
        row[1] = completed is not { } count ? FactValue.Unknown : count is >= 0 and <= MostSessions ? FactValue.Exactly(count) : Completed.Value(count);
        return EvaluationTable.Decide(row);
    }

    /// <summary>The row of the instrument table.</summary>
    internal void Fill(Span<FactValue> row, InstrumentFacts facts)
    {
        row[0] = facts.Instrument is { } instrument ? FactValue.Exactly((int)instrument) : FactValue.Unknown;
        row[1] = FactValue.Of(Evaluation(facts.Protocol, facts.CompletedSessions));
        row[2] = FactValue.Of(IsBaselineZero(facts));
        row[3] = ScoreChange.Percent(facts.Baseline, facts.Current);
    }

    /// <summary>The row of the finding table.</summary>
    internal static FactValue[] FindingRow(InstrumentFacts facts)
    {
        var row = new FactValue[FindingFacts];
        row[0] = facts.Instrument is { } instrument ? FactValue.Exactly((int)instrument) : FactValue.Unknown;
        row[1] = FactValue.Of(IsBaselineZero(facts));
        if (facts is { Baseline: { } baseline, Current: { } current })
        {
            row[2] = ScoreChange.Percent(baseline, current);
            row[3] = ScoreChange.Points(baseline.Points, current.Points);
        }

        row[4] = facts.Current is { } score ? ScoreChange.PointsOf(score.Points) : FactValue.Unknown;
        row[5] = facts is { CurrentAt: { } at, SessionEnd: { } end } ? Moment.At(end).ElapsedTo(at) : FactValue.Unknown;
        row[6] = facts.AbortedSessions is { } aborted ? Aborted.Value(aborted) : FactValue.Unknown;
        return row;
    }

    internal static void FillContinuation(Span<FactValue> row, ContinuationFacts facts)
    {
        row[0] = FactValue.Of(facts.Response);
        row[1] = FactValue.Of(facts.HasClinicianReason);
    }

    /// <summary>Whether an instrument alone decides for a condition.</summary>
    internal bool IsPrimary(ConditionCategory category, Instrument instrument) =>
        StandingTable.Decide([Category.Value(category), InstrumentFact.Value(instrument)]).Has((int)InstrumentStanding.Primary);

    /// <summary>Joins two verdicts by one of the joining tables, for every pair of outcomes that is possible.</summary>
    internal static Verdict Join(DecisionTable table, Verdict soFar, Verdict next)
    {
        ulong possible = 0;
        Span<FactValue> row = stackalloc FactValue[2];
        for (ulong left = soFar.Possible; left != 0; left &= left - 1)
        {
            for (ulong right = next.Possible; right != 0; right &= right - 1)
            {
                row[0] = FactValue.Exactly(Bits.Lowest(left));
                row[1] = FactValue.Exactly(Bits.Lowest(right));
                possible |= table.Decide(row).Possible;
            }
        }

        return Sole(possible);
    }

    internal static Verdict Sole(ulong possible) => new(possible, (possible & (possible - 1)) == 0 ? possible : 0);

    private static bool? IsBaselineZero(InstrumentFacts facts) => facts.Baseline is null ? null : facts.Baseline.GetValueOrDefault().Millionths == 0;

    private static bool IsOn(Instrument instrument, Score? score) => score is null || score.GetValueOrDefault().Instrument == instrument;

    private static void Require(ResponsePolicy policy, ImmutableArray<EvaluationPoint> points, Duration residualEffects)
    {
        string? problem = policy.Criteria.Select(criterion => criterion.Problem).FirstOrDefault(text => text is not null)
            ?? (policy.Criteria.Select(criterion => (object)criterion.Instrument).Distinct().Count() != policy.Criteria.Length ? "An instrument has two criteria."
                : policy.PrimaryInstruments.Each(primary => (object)primary.Category).Distinct().Count() != policy.PrimaryInstruments.Length
                    ? "A condition has two primary instruments."
                : !policy.HasEachPhq9Once
                    ? "The PHQ-9 bands cover 0 to 27, each score once."
                : points.IsEmpty || points.Any(point => point.Protocol.IsDefault || point.AfterSessions < 1) ? "Every protocol needs an id, and is judged after at least one session."
                : residualEffects < Duration.Zero ? "Residual effects do not end before the infusion does."
                : null);
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(policy));
        }
    }

    private DecisionTable BuildEvaluationTable()
    {
        EvaluationPoint[] published = EvaluationPoints.Those(point => point.AfterSessions is not null);
        bool isPages = EvaluationPoints.All(point => point.Provenance == Provenance.Published);
        (Provenance provenance, string[] citations) = isPages
            ? (Provenance.Published, (string[])["R28", "R32", "R23", "R26", "R35"])
            : (Provenance.ClinicPolicy, ["clinic-policy"]);
        string says = published.Length == 0 ? "No evaluation point is published"
            : $"The response is judged after {string.Join(", ", Array.ConvertAll(published, point => FormattableString.Invariant($"{point.AfterSessions} completed {point.Protocol} sessions")))} of one series";
        Condition InSeries(EvaluationPoint point, Condition sessions) => _protocol.Is(point.Protocol.Name) & sessions;
        Condition unpublished = _protocol.IsOneOf(
            Array.ConvertAll(EvaluationPoints.Those(point => point.AfterSessions is null), point => point.Protocol.Name));
        List<Rule> rules = published.Length == 0 ? [] :
        [
            Rule.For(EvaluationStatus.NotReached, "response.evaluation-point",
                new Condition.Any([.. Array.ConvertAll(published, point => InSeries(point, Completed.LessThan(point.AfterSessions ?? 0)))]),
                $"{says}; before that there is a trend and no verdict", Modality.Recommended, provenance, citations),
            Rule.For(EvaluationStatus.Reached, "response.evaluation-reached",
                new Condition.Any([.. Array.ConvertAll(published, point => InSeries(point, Completed.AtLeast(point.AfterSessions ?? 0)))]),
                $"{says}, and again after each later session of the induction", Modality.Recommended, provenance, citations),
        ];
        if (published.Length < EvaluationPoints.Length)
        {
            rules.Add(Rule.For(EvaluationStatus.NotPublished, "response.evaluation-not-published", unpublished,
                "For this protocol no evaluation point is published", Modality.Informational, provenance, citations));
        }

        return DecisionTable.Create<EvaluationStatus>("response.evaluation", "whether the evaluation point is reached", HitPolicy.Unique,
            [_protocol, Completed], rules);
    }

    private DecisionTable BuildInstrumentTable()
    {
        Condition reached = _evaluation.Is(nameof(EvaluationStatus.Reached));
        Condition isJudged = reached & InstrumentFact.IsOneOf(Policy.Criteria.Each(criterion => criterion.Instrument));
        Instrument[] unset = Instruments.Those(instrument => Policy.Criteria.All(criterion => criterion.Instrument != instrument));
        List<Rule> rules =
        [
            Rule.For(InstrumentOutcome.NotYetEvaluable, "response.not-yet-evaluable", _evaluation.Is(nameof(EvaluationStatus.NotReached)),
                "Before the evaluation point a change is a trend and no verdict", Modality.Recommended, Provenance.Published, "R26", "R35"),
            Rule.For(InstrumentOutcome.NotYetEvaluable, "response.no-evaluation-point", _evaluation.Is(nameof(EvaluationStatus.NotPublished)),
                "Without a published evaluation point there is none to reach, and a change is a trend", Modality.Informational, Provenance.Inferred, "R23"),
        ];
        if (unset.Length > 0)
        {
            rules.Add(Rule.For(InstrumentOutcome.CriterionNotSet, "response.criterion-not-set", reached & InstrumentFact.IsOneOf(unset),
                "No threshold is set for this instrument, so the change is reported and not judged",
                Modality.Informational, Provenance.Inferred, "R36", "C3"));
        }

        if (!Policy.Criteria.IsEmpty)
        {
            rules.Add(Rule.For(InstrumentOutcome.NotEvaluable, "response.baseline-zero", isJudged & BaselineZero.Is(true),
                "From a baseline of 0 there is no percentage; a clinician looks at the change in points",
                Modality.ClinicianDiscretion, Provenance.Inferred, "R36"));
            rules.Add(Rule.For(InstrumentOutcome.LikelyNonResponder, "response.non-responder",
                isJudged & BaselineZero.Is(false) & new Condition.Any([.. Policy.Criteria.Select(criterion =>
                    InstrumentFact.Is(criterion.Instrument) & PercentDrop.LessThan(criterion.ResponsePercent))]),
                "After a drop below the threshold the clinic typically recommends discontinuing ketamine infusions; the clinician decides",
                Modality.Recommended, Provenance.Published, "R29", "R28", "R30", "R31", "R32", "R33", "C2"));
        }

        rules.AddRange(Policy.Criteria.Select(criterion => Rule.For(
            InstrumentOutcome.Responder, $"response.threshold.{Wording.Kebab(criterion.Instrument.ToString())}",
            reached & InstrumentFact.Is(criterion.Instrument) & BaselineZero.Is(false) & PercentDrop.AtLeast(criterion.ResponsePercent),
            FormattableString.Invariant($"A drop of at least {criterion.ResponsePercent:0.####} percent on {Name(criterion.Instrument)} is a response"),
            Modality.Recommended, criterion.Provenance, [.. criterion.Citations])));
        return DecisionTable.Create<InstrumentOutcome>("response.instrument", "the response on one instrument", HitPolicy.Unique,
            [InstrumentFact, _evaluation, BaselineZero, PercentDrop], rules);
    }

    private DecisionTable BuildFindingTable()
    {
        IEnumerable<Rule> substantial = Policy.Criteria.Where(criterion => criterion.SubstantialPercent is not null).Select(criterion => Rule.For(
            ResponseFinding.Substantial, $"response.substantial.{Wording.Kebab(criterion.Instrument.ToString())}",
            InstrumentFact.Is(criterion.Instrument) & BaselineZero.Is(false) & PercentDrop.AtLeast(criterion.SubstantialPercent ?? 0),
            FormattableString.Invariant($"A drop of at least {criterion.SubstantialPercent:0.####} percent on {Name(criterion.Instrument)} is substantial"),
            Modality.Informational, criterion.Provenance, [.. criterion.Citations]));
        IEnumerable<Rule> remission = Policy.Criteria.Where(criterion => criterion.Remission is not null).Select(criterion => Rule.For(
            ResponseFinding.Remission, $"response.remission.{Wording.Kebab(criterion.Instrument.ToString())}",
            InstrumentFact.Is(criterion.Instrument) & RemissionOf(criterion.Remission!),
            $"The current score meets the definition of remission \"{criterion.Remission!.Name}\"",
            Modality.Informational, criterion.Provenance, [.. criterion.Citations]));
        return DecisionTable.Create<ResponseFinding>("response.findings", "the details of a change of scores", HitPolicy.Collect,
            [InstrumentFact, BaselineZero, PercentDrop, PointDrop, Current, SinceEnd, Aborted],
            [
                .. substantial,
                .. remission,
                Rule.For(ResponseFinding.Worsened, "response.worsened", PointDrop.LessThan(0),
                    "The score rose; the change is reported as it is", Modality.Informational, Provenance.Inferred, "R36"),
                Rule.For(ResponseFinding.WithinResidualEffects, "response.within-residual-effects", SinceEnd.LessThan(ResidualEffects),
                    $"The score was taken within {Fact.FormatElapsed(Fact.Nanoseconds(ResidualEffects))} of the infusion's end and is used",
                    Modality.Informational, Provenance.Inferred, "R67", "C16"),
                Rule.For(ResponseFinding.AbortedSessionNotCounted, "response.aborted-not-counted", Aborted.AtLeast(1),
                    "An aborted session does not count towards the evaluation point", Modality.Informational, Provenance.Inferred, "R32"),
            ]);
    }

    private static Condition RemissionOf(RemissionDefinition definition) =>
        definition.IncludesCutOff ? Current.AtMost(definition.CutOff) : Current.LessThan(definition.CutOff);

    private DecisionTable BuildStandingTable()
    {
        IEnumerable<Rule> primary = Policy.PrimaryInstruments.Each(named => Rule.For(
            InstrumentStanding.Primary, $"response.primary.{Wording.Kebab(named.Category.ToString())}",
            Category.Is(named.Category) & InstrumentFact.Is(named.Instrument),
            $"For {Wording.Words(named.Category.ToString())} the verdict of {Name(named.Instrument)} decides",
            Modality.Required, Provenance.ClinicPolicy, "clinic-policy"));
        return DecisionTable.Create<InstrumentStanding>("response.standing", "which instrument decides for a condition", HitPolicy.Priority,
            [Category, InstrumentFact],
            [
                .. primary,
                Rule.For(InstrumentStanding.Equal, "response.equal-instruments", Condition.Always,
                    "Without a primary instrument the instruments of a condition speak together",
                    Modality.Informational, Provenance.Inferred, "R36", "C3"),
            ]);
    }

    // Joining is the same for instruments of a condition and for conditions of a course: a verdict outweighs none, and two that differ go to
    // a clinician. It is associative and commutative, so the order of the list decides nothing.
    private static DecisionTable BuildJoin(string id, string decides, string part, DecisionTable upstream)
    {
        Fact<ResponseOutcome> soFar = Fact.Choice<ResponseOutcome>($"{id}.so-far", "the verdict so far", $"What do the other {part}s say?");
        Fact<string> next = Fact.Linked($"{id}.{part}", $"the verdict of one {part}", $"What does the {part} say?", upstream);
        Condition Either(ResponseOutcome outcome) => upstream.Outcomes.Contains(outcome.ToString())
            ? soFar.Is(outcome) | next.Is(outcome.ToString())
            : soFar.Is(outcome);
        Condition responder = Either(ResponseOutcome.Responder);
        Condition nonResponder = Either(ResponseOutcome.LikelyNonResponder);
        Condition notEvaluable = Either(ResponseOutcome.NotEvaluable);
        Condition review = Either(ResponseOutcome.ClinicianReview) | (responder & nonResponder);
        Condition criterionNotSet = Either(ResponseOutcome.CriterionNotSet);
        Rule Row(ResponseOutcome outcome, string name, Condition when, string says, Modality modality, params string[] citations) =>
            Rule.For(outcome, $"{id}.{name}", when, says, modality, Provenance.Inferred, citations);
        return DecisionTable.Create<ResponseOutcome>(id, decides, HitPolicy.Unique, [soFar, next],
        [
            Row(ResponseOutcome.ClinicianReview, "review", review,
                $"When one {part} responds and another does not, a clinician looks at both", Modality.ClinicianDiscretion, "R36", "C3"),
            Row(ResponseOutcome.LikelyNonResponder, "non-responder", nonResponder & !review,
                $"Without a response of any {part} the clinic typically recommends discontinuing ketamine infusions; the clinician decides",
                Modality.Recommended, "R29", "R33", "C2"),
            Row(ResponseOutcome.Responder, "responder", responder & !review,
                $"One {part} that responds is enough where none says otherwise", Modality.Recommended, "R36", "C3"),
            Row(ResponseOutcome.NotEvaluable, "not-evaluable", notEvaluable & !review & !responder & !nonResponder,
                $"{(part == "instrument" ? "An" : "A")} {part} without a percentage neither makes nor prevents a verdict; a clinician is asked", Modality.ClinicianDiscretion, "R36"),
            Row(ResponseOutcome.CriterionNotSet, "criterion-not-set", criterionNotSet & !notEvaluable & !review & !responder & !nonResponder,
                $"{(part == "instrument" ? "An" : "A")} {part} without a criterion is reported and not judged", Modality.Informational, "R36", "C3"),
            Row(ResponseOutcome.NotYetEvaluable, "not-yet-evaluable", soFar.Is(ResponseOutcome.NotYetEvaluable) & next.Is(nameof(ResponseOutcome.NotYetEvaluable)),
                $"Before the evaluation point no {part} has a verdict", Modality.Recommended, "R26", "R35"),
        ]);
    }

    private DecisionTable BuildContinuationTable()
    {
        Condition isUnlikely = ContinuationResponse.Is(nameof(ResponseOutcome.LikelyNonResponder));
        return DecisionTable.Create<ContinuationOutcome>("response.continuation", "what a booking of another session is told", HitPolicy.Unique,
            [ContinuationResponse, ClinicianReason],
            [
                Rule.For(ContinuationOutcome.ContinuationNotRecommended, "response.continuation", isUnlikely & ClinicianReason.Is(false),
                    "Further infusions are not recommended for a likely non-responder; a clinician's reason overrides this",
                    Modality.Recommended, Provenance.Published, "R34", "R29"),
                Rule.For(ContinuationOutcome.Overridden, "response.continuation-overridden", isUnlikely & ClinicianReason.Is(true),
                    "A clinician has recorded a reason to go on against the recommendation",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R34"),
                Rule.For(ContinuationOutcome.NoWarning, "response.continuation-no-warning", !isUnlikely,
                    "Only a likely non-responder's next booking brings a warning", Modality.Informational, Provenance.Inferred, "R34"),
            ]);
    }

    private DecisionTable BuildSeverityTable() => DecisionTable.Create<Phq9Severity>(
        "response.phq-9-severity", "the severity of a PHQ-9 score", HitPolicy.Unique, [Phq9],
        Policy.Phq9Bands.Each(band => Rule.For(
            band.Severity, FormattableString.Invariant($"response.phq-9.{band.Lowest}-{band.Highest}"),
            Phq9.AtLeast(band.Lowest) & Phq9.AtMost(band.Highest),
            FormattableString.Invariant($"A PHQ-9 score of {band.Lowest} to {band.Highest} is called {Wording.Words(band.Severity.ToString())}"),
            Modality.Informational, Provenance.Literature, "kroenke-2001")));

    private static string Name(Instrument instrument) => instrument switch
    {
        Instrument.PainNrs => "the pain scale",
        Instrument.Phq9 => "PHQ-9",
        Instrument.Gad7 => "GAD-7",
        Instrument.Madrs => "MADRS",
        Instrument.Pcl5 => "PCL-5",
        _ => "HIT-6",
    };
}
