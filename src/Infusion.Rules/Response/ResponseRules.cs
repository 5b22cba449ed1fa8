using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>The clinic's rules on response: when it is judged, by what change of score, and what follows.</summary>
/// <remarks>
/// <para>The page judges after three four-hour or four one-hour sessions and calls those without adequate response likely non-responders
/// (R28 to R34, C2). It defines no measure (R36, C3), so thresholds are the
/// policy's. A likely non-responder is a recommendation: the clinic
/// typically recommends discontinuing ketamine infusions; the clinician decides.</para>
/// <para>Loss of response during maintenance is not published: it is a finding for a clinician and changes no verdict. Immutable and
/// thread-safe.</para>
/// </remarks>
public sealed partial class ResponseRules
{
    private readonly NameIndex _names;
    private readonly Fact<string> _protocol;
    private readonly Fact<decimal> _percentDrop;
    private readonly Fact<decimal> _pointDrop;
    private readonly Fact<decimal> _current;
    private readonly Fact<Duration> _sinceEnd;
    private readonly Fact<Duration> _sinceFirstStart;
    private readonly Fact<string> _evaluation;
    private readonly Fact<string> _response;
    private readonly Decider<ScoredInstrument, ResponseOutcome> _instrument;
    private readonly Decider<ScoredInstrument, ResponseFinding> _findings;
    private readonly Decider<ScoredCondition, ResponseOutcome> _condition;
    private readonly Decider<ScoredSeries, ResponseOutcome> _course;
    private readonly Decider<ScoredSeries, ResponseFinality> _finality;
    private readonly Fact<string> _atVerdict;
    private readonly Fact<decimal> _dropInMaintenance;
    private readonly Fact<decimal> _pointDropInMaintenance;
    private readonly Fact<Duration> _sinceMaintenance;
    private readonly Fact<bool> _followed;
    private readonly Fact<Duration> _sinceEvaluation;
    private readonly Decider<ScoreInMaintenance, ResponseFinding> _maintenance;
    private readonly Decider<InstrumentReadings, ResponseFinding> _latest;
    private readonly Decider<Item9Readings, ResponseFinding> _item9;
    private readonly ScoreTiming _timing;
    private readonly Decider<ScoredSeries, ContinuationOutcome> _continuation;
    private readonly TableJudgement<Score> _severity;

    internal ResponseRules(
        ResponsePolicy? stated, ImmutableArray<EvaluationPoint> evaluationPoints, Duration? residualEffects, PolicyVersion version)
    {
        ResponsePolicy policy = stated ?? new();
        bool isPublished = stated is not null;
        (Policy, EvaluationPoints, ResidualEffects) = (policy, evaluationPoints, residualEffects);
        Require(policy, evaluationPoints, residualEffects);
        _names = new(evaluationPoints.Select((point, place) => (point.Protocol.Name, place)));
        _protocol = ResponseFacts.Protocol(evaluationPoints.Each(point => point.Protocol), _names);

        // Which score is the current one rests on the last session of the
        // induction, which the record is searched for before a table sees it.
        // So do the times between which it counts, and what is found of an infusion's length.
        string counted = string.Join(
            ", ",
            [
                .. evaluationPoints.Select(point =>
                    FormattableString.Invariant($"{point.Protocol} {LastOfInduction(point)}")),
                residualEffects is { } effects ? Wording.Of(effects) : "",
                .. Instruments.Select(instrument => $"{instrument} {Wording.Of(WindowOf(instrument))}"),
            ]);
        Fact<T> Counted<T>(Fact<T> fact)
            where T : notnull => fact.With(counted).OfSeries();
        (_percentDrop, _pointDrop) = (Counted(ResponseFacts.PercentDrop), Counted(ResponseFacts.PointDrop));
        (_current, _sinceEnd) = (Counted(ResponseFacts.Current), Counted(ResponseFacts.SinceEnd));
        _sinceFirstStart = Counted(ResponseFacts.SinceFirstStart);
        _dropInMaintenance = Counted(ResponseFacts.PercentDropInMaintenance);
        _pointDropInMaintenance = Counted(ResponseFacts.PointDropInMaintenance);
        _sinceMaintenance = Counted(ResponseFacts.SinceMaintenance);

        // After which session there is a verdict to stand is searched for, too, while it is open which sessions were completed.
        string judged = string.Join(
            ", ", evaluationPoints.Select(point => FormattableString.Invariant(
                $"{point.Protocol} {point.AfterSessions} of {LastOfInduction(point)}")));
        (_followed, _sinceEvaluation) = (
            ResponseFacts.Followed.With(judged).OfSeries(),
            ResponseFacts.SinceEvaluation.With(judged).OfSeries());
        _timing = new(residualEffects ?? Duration.Zero, WindowOf);
        EvaluationTable = BuildEvaluationTable().CitedBy(version.Sources, isPublished && !evaluationPoints.IsEmpty);
        LinkedInput<ScoredInstrument> evaluation = new TableJudgement<ScoredInstrument>(EvaluationTable).Linked();
        _evaluation = Fact.Linked("response.evaluation-status", "the evaluation point",
            "How many sessions of the series are completed, and on which protocol?", EvaluationTable).From(evaluation);
        InstrumentTable = BuildInstrumentTable().CitedBy(version.Sources, isPublished);
        FindingTable = BuildFindingTable().CitedBy(version.Sources, isPublished);
        StandingTable = BuildStandingTable().CitedBy(version.Sources, isPublished);
        ConditionTable = BuildJoin("response.condition", "the response of one condition", "instrument", InstrumentTable)
            .CitedBy(version.Sources, isPublished);
        CourseTable = BuildJoin("response.course", "the response of the course as a whole", "condition", ConditionTable)
            .CitedBy(version.Sources, isPublished);

        var instrument = new TableJudgement<ScoredInstrument>(InstrumentTable);
        var findings = new TableJudgement<ScoredInstrument>(FindingTable);
        EitherJudgement<InstrumentReadings, ScoredInstrument> readings = AnyReading(instrument);
        var condition = new JoinJudgement<ScoredCondition, InstrumentReadings>(ConditionTable, readings,
            static condition => condition.Instruments, AnyReading(new TableJudgement<ScoredInstrument>(StandingTable)), evaluation);
        var after = new JoinJudgement<ScoredCourse, ScoredCondition>(
            CourseTable, condition, static course => course.Conditions, standing: null, evaluation);
        var course = new EitherJudgement<ScoredSeries, ScoredCourse>(after, static series => series.Readings, HowItEnded, asksFirst: true);
        _response = Fact.Linked("response.course-verdict", "the response so far", "What is the verdict on the response?", CourseTable)
            .From(course.Linked());
        ContinuationTable = BuildContinuationTable().CitedBy(version.Sources, isPublished);
        SeverityTable = BuildSeverityTable().CitedBy(version.Sources, !policy.Phq9Bands.IsEmpty);
        FinalityTable = BuildFinalityTable().CitedBy(version.Sources, isPublished);
        _atVerdict = Fact.Linked(
            "response.at-verdict", "the verdict of the instrument after the induction", "What did the instrument say after the induction?",
            InstrumentTable).From(instrument.Linked<ScoreInMaintenance>(static score => score.AtVerdict));
        MaintenanceTable = BuildMaintenanceTable().CitedBy(version.Sources, isPublished);
        // What always goes to a clinician does so whatever a policy states.
        LatestTable = BuildLatestTable().CitedBy(version.Sources);
        Item9Table = BuildItem9Table().CitedBy(version.Sources);

        _findings = new(findings, version) { Names = static scored => scored.Name };
        _instrument = new(instrument, version)
        {
            Names = static scored => scored.Name,
            Values = (scored, _, _) => ValuesOf(scored),
            Parts = [_findings],
        };
        _condition = new(condition, version)
        {
            Names = static condition => condition.Category?.ToString(),
            Values = static (condition, _, _) =>
                condition.Category is { } category ? [new("response.category", category.ToString(), null)] : [],
            Items = new Decider<InstrumentReadings, ResponseOutcome>(readings, version)
            {
                Names = static readings => readings.Readings[0].Name,
                Values = (readings, _, _) => ValuesOf(readings.Known),
                Parts = [new Decider<InstrumentReadings, ResponseFinding>(AnyReading(findings), version)],
            },
        };
        _course = new(course, version) { Items = _condition, Values = ValuesOf };
        _finality = new(
            new EitherJudgement<ScoredSeries, VerdictGiven>(
                new TableJudgement<VerdictGiven>(FinalityTable), VerdictsOf, HowItEnded, asksFirst: true),
            version);
        _maintenance = new(new TableJudgement<ScoreInMaintenance>(MaintenanceTable), version)
        {
            Names = static score => $"{score.After.Condition} {score.After.Name} {score.Session.Start}",
            Values = static (score, _, _) => ValuesOf(score),
        };
        _latest = new(AnyReading(new TableJudgement<ScoredInstrument>(LatestTable)), version)
        {
            Names = static latest => $"{latest.Readings[0].Condition} {latest.Readings[0].Name}",
            Values = static (latest, _, _) => latest.Readings is [{ } one] ? ValuesOfLatest(one) : [],
        };
        _item9 = new(
            new EitherJudgement<Item9Readings, ScoreEntry>(
                new TableJudgement<ScoreEntry>(Item9Table), static item9 => item9.Readings, WhenTaken),
            version)
        {
            Names = static item9 => item9.Readings[0].Condition.ToString(),
            Values = static (item9, _, _) => item9.Readings is [{ } one] ? [new("response.item-9-given", one.At.Earliest, null)] : [],
        };
        _continuation = new(new TableJudgement<ScoredSeries>(ContinuationTable), version);
        _severity = new(SeverityTable);
    }

    /// <summary>The policy the rules are built from.</summary>
    internal ResponsePolicy Policy { get; }

    /// <summary>When the response is judged on each protocol.</summary>
    public ImmutableArray<EvaluationPoint> EvaluationPoints { get; }

    /// <summary>How long after an infusion's end its effects are possible; a score taken sooner is flagged. <c>null</c> when that is not
    /// published.</summary>
    public Duration? ResidualEffects { get; }

    /// <summary>The table that says whether a series has come to its evaluation point.</summary>
    internal DecisionTable EvaluationTable { get; }

    /// <summary>The table that judges one instrument.</summary>
    internal DecisionTable InstrumentTable { get; }

    /// <summary>The table that collects the details of a change of scores.</summary>
    internal DecisionTable FindingTable { get; }

    /// <summary>The table that says which instrument decides for a condition.</summary>
    internal DecisionTable StandingTable { get; }

    /// <summary>The table that joins the verdict so far of one condition with that of one more instrument.</summary>
    internal DecisionTable ConditionTable { get; }

    /// <summary>The table that joins the verdict so far of the course with that of one more condition.</summary>
    internal DecisionTable CourseTable { get; }

    /// <summary>The table that says what a booking of another session is told.</summary>
    internal DecisionTable ContinuationTable { get; }

    /// <summary>The table that says whether a verdict stands.</summary>
    internal DecisionTable FinalityTable { get; }

    /// <summary>The table that collects what a score after a maintenance session says.</summary>
    internal DecisionTable MaintenanceTable { get; }

    /// <summary>The table that collects what of the latest score goes to a clinician.</summary>
    internal DecisionTable LatestTable { get; }

    /// <summary>The table that collects what of the last answer to item 9 of the PHQ-9 goes to a clinician.</summary>
    internal DecisionTable Item9Table { get; }

    /// <summary>The table that names the severity of a PHQ-9 score.</summary>
    internal DecisionTable SeverityTable { get; }

    private static ulong NoVerdict => OutcomeSet.Exactly((int)ResponseOutcome.NotYetEvaluable).Possible;

    // With more sessions without an end on record than this, nobody can tell how many were completed.
    private const int MostOpenSessions = 6;

    /// <summary>What to ask where it is open which sessions were completed.</summary>
    internal static Question HowItEnded { get; } =
        new("response.session-end", "When did the infusion end, and was it broken off?", "", [], CanSettle: true);

    private static Question WhenTaken { get; } =
        new("response.score-time", "When exactly were the scores taken?", "", [], CanSettle: true);

    private static ImmutableArray<Instrument> Instruments =>
        [Instrument.PainNrs, Instrument.Phq9, Instrument.Gad7, Instrument.Madrs, Instrument.Pcl5, Instrument.Hit6];

    /// <summary>Judges the response in one series as a whole, after the latest session of its induction.</summary>
    /// <param name="series">The series and its scores.</param>
    /// <returns>The decision; of its document, the parts are the conditions, and theirs the instruments.</returns>
    public Decision<ResponseOutcome> Decide(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _course.Decide(LatestOf(series), default);
    }

    /// <summary>Says whether the verdict on a series stands, or a later score may still change it.</summary>
    /// <param name="series">The series and its scores.</param>
    /// <param name="at">The instant asked for.</param>
    /// <returns>The decision.</returns>
    public Decision<ResponseFinality> DecideFinality(ResponseSeries series, Instant at)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _finality.Decide(LatestOf(series), at);
    }

    /// <summary>Says what the scores after the maintenance sessions of a series show. It changes no verdict.</summary>
    /// <param name="series">The series and its scores.</param>
    /// <returns>One decision for each maintenance session and instrument scored after it, oldest first; its document has the
    /// scores.</returns>
    public ImmutableArray<Decision<ResponseFinding>> DecideMaintenance(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        ScoredCourse verdict = Known(series);
        ImmutableArray<InfusionSession> sessions = [.. InOrder(series).Select(session => session.As(SessionResult.Aborted))];
        return
        [
            .. from around in Maintenance(series, sessions)
               let after = new ScoredCourse(
                   around.Series, [sessions[0], around.Session], around.Session, verdict.CompletedSessions, _timing)
               from now in after.Conditions.SelectMany(condition => condition.Instruments)
               where now.Readings.Any(reading => reading.Current is not null)
               from before in verdict.Conditions.SelectMany(condition => condition.Instruments)
               where before.Key == now.Key
               select _maintenance.Decide(new(around.Session, before.Known, now.Known), default),
        ];
    }

    /// <summary>Says what of the latest score on each instrument goes to a clinician, also before there is a verdict.</summary>
    /// <param name="series">The series whose baseline counts, with every score; before a first infusion it has no session.</param>
    /// <returns>One decision for each instrument scored, condition by condition, and then one for each condition with an answer to item 9
    /// of the PHQ-9. A later score of the same condition, instrument and basis takes the place of a score, a later answer that of an
    /// answer.</returns>
    public ImmutableArray<Decision<ResponseFinding>> DecideLatest(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return
        [
            .. ScoredCourse.LatestOf(series).Select(latest => _latest.Decide(latest, default)),
            .. ScoredCourse.LastItem9Of(series).Select(item9 => _item9.Decide(item9, default)),
        ];
    }

    // Each maintenance session with the scores that say anything of it: those before the first infusion, and those from its own start
    // to the next. Taken out once for all sessions, as there may be thousands.
    private IEnumerable<(InfusionSession Session, ResponseSeries Series)> Maintenance(
        ResponseSeries series, ImmutableArray<InfusionSession> sessions)
    {
        HashSet<InfusionSession> induction = [.. InductionOf(PointOf(series), sessions)];
        if (sessions.Length == induction.Count)
        {
            yield break;
        }

        ScoreEntry[] before = [.. ScoredCourse.BaselinesOf(series.ScoresInForce, sessions[0].Start)];
        var after = new ScoresByInfusion(sessions.Select(session => session.Start).Concat(series.OtherStarts), series.ScoresInForce);
        foreach (InfusionSession session in sessions.Where(session => !induction.Contains(session)))
        {
            (IEnumerable<ScoreEntry> scores, Moment? next) = after.Of(session.Start);
            yield return (session, series with
            {
                Sessions = [session],
                OtherStarts = next is { } start ? [start] : [],
                Scores = [.. before.Union(scores)],
            });
        }
    }

    /// <summary>Judges the response in one series after each session from its evaluation point to the end of its induction.</summary>
    /// <param name="series">The series and its scores.</param>
    /// <returns>One decision for each of these sessions, the first being kept
    /// on record; one, a trend, while the point is not reached.</returns>
    public ImmutableArray<Decision<ResponseOutcome>> DecideEvaluations(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        ImmutableArray<ImmutableArray<ScoredCourse>> readings = CoursesOf(series);
        return [.. Enumerable.Range(0, readings.Max(courses => courses.Length)).Select(place => _course.Decide(
            new([.. readings.Select(courses => courses[Math.Min(place, courses.Length - 1)])]), default))];
    }

    /// <summary>Judges the response of each condition after the latest session of the induction.</summary>
    /// <param name="series">The series and its scores.</param>
    /// <returns>One decision for each condition; one without a name when none is on record.</returns>
    public ImmutableArray<Decision<ResponseOutcome>> DecideConditions(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return ConditionsOf(Known(series));
    }

    /// <summary>The same in every way in which sessions without an end on record may have gone.</summary>
    /// <param name="series">The series and its scores.</param>
    /// <returns>One list of decisions for each way; a single one where all sessions have ended.</returns>
    internal ImmutableArray<ImmutableArray<Decision<ResponseOutcome>>> DecideConditionsEachWay(ResponseSeries series) =>
        [.. LatestOf(series).Readings.Select(ConditionsOf)];

    private ImmutableArray<Decision<ResponseOutcome>> ConditionsOf(ScoredCourse course) =>
        [.. course.Conditions.Select(condition => _condition.Decide(condition, default))];

    /// <summary>The scores that count on each instrument after the latest session of the induction.</summary>
    /// <param name="series">The series and its scores.</param>
    /// <returns>The instruments, condition by condition, as the document of the
    /// decision has them; a score that is open is not known.</returns>
    public ImmutableArray<ScoredInstrument> Scored(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return [.. Known(series).Conditions.SelectMany(condition => condition.Instruments).Select(readings => readings.Known)];
    }

    /// <summary>Judges one instrument.</summary>
    /// <param name="scored">The instrument with its scores.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">A score is of another instrument.</exception>
    public Decision<ResponseOutcome> DecideInstrument(ScoredInstrument scored) => _instrument.Decide(Checked(scored), default);

    /// <summary>Collects the details of a change of scores.</summary>
    /// <param name="scored">The instrument with its scores.</param>
    /// <returns>The decision; each detail is named with its definition.</returns>
    /// <exception cref="ArgumentException">A score is of another instrument.</exception>
    public Decision<ResponseFinding> DecideFindings(ScoredInstrument scored) => _findings.Decide(Checked(scored), default);

    /// <summary>By how many points a score fell, exactly.</summary>
    /// <param name="scored">The instrument with its scores.</param>
    /// <returns>The points, negative when the score rose; <c>null</c> when a score is not known.</returns>
    public static decimal? PointsDropped(ScoredInstrument scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return scored is { Baseline: { } baseline, Current: { } current } ? baseline.Points - current.Points : null;
    }

    /// <summary>By how many percent of the baseline a score fell, floored at four decimal places.</summary>
    /// <param name="scored">The instrument with its scores.</param>
    /// <returns>The percentage, negative when the score rose, where rises
    /// beyond -1,000,000,000 percent are that; <c>null</c> when a score is not
    /// known or the baseline is 0.</returns>
    public static decimal? PercentDropped(ScoredInstrument scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return scored is { Baseline: not null, Current: not null } && ScoreChange.Percent(scored) is { IsExact: true } percent
            ? percent.Low / 10_000m
            : null;
    }

    /// <summary>Says what a booking of another session is told.</summary>
    /// <param name="series">The series, its scores, and what clinicians have said of its verdict.</param>
    /// <returns>The decision; it is never more than a warning.</returns>
    public Decision<ContinuationOutcome> DecideContinuation(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _continuation.Decide(LatestOf(series), default);
    }

    /// <summary>Whether a clinician has recorded a reason for going on against the verdict on a series.</summary>
    internal bool? HasReason(ResponseSeries series) => LatestOf(series).HasReason;

    /// <summary>Whether a clinician has said something of the verdict on a series.</summary>
    internal bool? HasWord(ResponseSeries series, WordAbout about) => LatestOf(series).HasWord(about);

    /// <summary>The severity band of a PHQ-9 score.</summary>
    /// <param name="score">A PHQ-9 score.</param>
    /// <returns>The band; <see cref="Phq9Severity.NotPublished"/> where the policy has none.</returns>
    /// <exception cref="ArgumentException">The score is of another instrument.</exception>
    public Phq9Severity SeverityOf(Score score) => score.Instrument == Instrument.Phq9
        ? (Phq9Severity)_severity.Decide(score, default(Instant)).MostCautious
        : throw new ArgumentException("Only a PHQ-9 score has a PHQ-9 severity.", nameof(score));

    /// <summary>What the policy calls remission on an instrument; <c>null</c> when it does not say.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The named definition.</returns>
    public RemissionDefinition? RemissionOn(Instrument instrument) =>
        Policy.Criteria.FirstOrDefault(criterion => criterion.Instrument == instrument)?.Remission;

    private static EitherJudgement<InstrumentReadings, ScoredInstrument> AnyReading(Judgement<ScoredInstrument> judgement) =>
        new(judgement, static readings => readings.Readings, WhenTaken);

    private ScoredSeries LatestOf(ResponseSeries series) => new([.. CoursesOf(series).Select(courses => courses[courses.Length - 1])]);

    // What is surely completed counts.
    private ScoredCourse Known(ResponseSeries series) => LatestOf(series).Readings[0];

    // A session without an end on record may have been completed or broken off, so every way it may have gone is a reading. With too
    // many of them nothing is told apart: the protocol is then taken not to be known, so that no verdict is settled.
    private ImmutableArray<ImmutableArray<ScoredCourse>> CoursesOf(ResponseSeries series)
    {
        InfusionSession[] ordered = [.. InOrder(series)];
        int[] open = [.. Enumerable.Range(0, ordered.Length).Where(place => ordered[place].Result is null)];
        ImmutableHashSet<int>[] readings = [[]];
        foreach (int place in open.Take(MostOpenSessions))
        {
            readings = [.. readings, .. readings.Select(completed => completed.Add(place))];
        }

        ResponseSeries told = open.Length <= MostOpenSessions ? series : series with { Protocol = null };
        return
        [
            .. readings.Select(completed => CoursesOf(told,
            [
                .. ordered.Select((session, place) =>
                    session.As(completed.Contains(place) ? SessionResult.Completed : SessionResult.Aborted)),
            ])),
        ];
    }

    // From the first evaluation to the last session of the induction; until then the trend so far.
    private ImmutableArray<ScoredCourse> CoursesOf(ResponseSeries series, ImmutableArray<InfusionSession> sessions)
    {
        EvaluationPoint point = PointOf(series);
        InfusionSession[] counted =
        [
            .. InductionOf(point, sessions).Where(session => session.Result == SessionResult.Completed),
        ];
        int first = point.AfterSessions is { } after && counted.Length >= after.Minimum ? after.Minimum : counted.Length;
        return
        [
            .. Enumerable.Range(first, counted.Length - first + 1).Select(completed => new ScoredCourse(
                series, sessions, completed == 0 ? null : counted[completed - 1], completed, _timing)),
        ];
    }

    // Where the evaluation has not come to a verdict in some way the sessions may have gone, there is none to stand.
    private ImmutableArray<VerdictGiven> VerdictsOf(ScoredSeries series)
    {
        int last = PointOf(series.Series).AfterSessions?.Maximum ?? 0;
        ImmutableArray<VerdictGiven> given =
        [
            .. series.Readings.Where(course => course.CompletedSessions >= last || VerdictsAfter(course) != NoVerdict)
                .Select(course => new VerdictGiven(course)),
        ];
        return given.IsEmpty ? [new(series.Readings[series.Readings.Length - 1])] : given;
    }

    private ulong VerdictsAfter(ScoredCourse course) => _course.Judgement.Decide(new([course]), default).Possible;

    // The verdict of the first evaluation; of several sessions over which it may go on, of the first that comes to one.
    private ulong FirstVerdicts(ImmutableArray<ScoredCourse> courses)
    {
        int last = PointOf(courses[0].Series).AfterSessions?.Maximum ?? 0;
        return courses.Where((course, place) => place == 0 || course.CompletedSessions <= last).Aggregate(
            NoVerdict, (first, course) => (first & NoVerdict) == 0 ? first : (first & ~NoVerdict) | VerdictsAfter(course));
    }

    private static IEnumerable<InfusionSession> InOrder(ResponseSeries series) =>
        series.Sessions.OrderBy(session => session.Start.Earliest);

    /// <summary>The sessions of a series that are its induction, oldest first; the later ones are maintenance.</summary>
    /// <param name="series">The series; a session whose end is not on record is taken to be completed.</param>
    /// <returns>The sessions up to the induction's count, where none is published up to the end of the evaluation; beyond it those that a
    /// clinician has recorded as an extension.</returns>
    public ImmutableArray<InfusionSession> InductionOf(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return [.. InductionOf(PointOf(series), [.. InOrder(series)])];
    }

    private static int? LastOfInduction(EvaluationPoint point) => point.InductionSessions ?? point.AfterSessions?.Maximum;

    private static IEnumerable<InfusionSession> InductionOf(EvaluationPoint point, ImmutableArray<InfusionSession> sessions)
    {
        int counted = 0;
        bool isMaintenance = false;
        foreach (InfusionSession session in sessions)
        {
            isMaintenance |= session.Mark == SeriesMark.Maintenance;
            bool isInduction = !isMaintenance && !(counted >= LastOfInduction(point));
            if (isInduction || session.Mark == SeriesMark.Extension)
            {
                counted += session.Result == SessionResult.Aborted ? 0 : 1;
                yield return session;
            }
        }
    }

    /// <summary>When a score of the latest evaluating session may be taken to be judged by.</summary>
    /// <remarks>While it is not known whether the last session was completed, its effect is the one that is judged if it was.</remarks>
    /// <param name="series">The series and its scores.</param>
    /// <returns>From the end of residual effects to the end of the longest window of the instruments scored; <c>null</c> before a completed
    /// session.</returns>
    public Moment? EvaluationWindow(ResponseSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        Duration longest = series.ScoresInForce.Select(score => WindowOf(score.Instrument)).DefaultIfEmpty(ResponseCriterion.UsualWindow)
            .Max();
        Duration effects = _timing.ResidualEffects;
        ImmutableArray<ScoredCourse> readings = LatestOf(series).Readings;
        return readings[readings.Length - 1].Evaluating?.End is { } end
            ? Moment.Between(end.Earliest + effects, Instant.Max(end.Earliest + effects, end.Latest + longest))
            : null;
    }

    private EvaluationPoint PointOf(ResponseSeries series) =>
        series.Protocol is { } protocol && _names.Find(protocol) is >= 0 and var place ? EvaluationPoints[place] : default;

    private List<ValueDocument> ValuesOf(ScoredInstrument scored)
    {
        List<ValueDocument> values = [];
        if (PointsDropped(scored) is { } points)
        {
            values.Add(new("response.points-dropped", FormattableString.Invariant($"{points:0.############################}"), null));
        }

        if (PercentDropped(scored) is { } percent)
        {
            values.Add(new("response.percent-dropped", FormattableString.Invariant($"{percent:0.####}"), null));
        }

        if (scored.Instrument is { } instrument && RemissionOn(instrument) is { } remission)
        {
            values.Add(new("response.remission-definition", remission.Name, null));
        }

        return values;
    }

    private static List<ValueDocument> ValuesOf(ScoreInMaintenance score)
    {
        List<ValueDocument> values = [new("response.maintenance-start", score.Session.Start.Earliest, null)];
        foreach ((string id, Score? points) in new (string, Score?)[]
        {
            ("response.baseline", score.After.Baseline), ("response.score-at-verdict", score.AtVerdict.Current),
            ("response.score-in-maintenance", score.After.Current),
        })
        {
            if (points is { } known)
            {
                values.Add(new(id, FormattableString.Invariant($"{known.Points:0.############################}"), null));
            }
        }

        return values;
    }

    private static List<ValueDocument> ValuesOfLatest(ScoredInstrument latest)
    {
        List<ValueDocument> values = [];
        foreach ((string id, Score? points) in new (string, Score?)[]
        {
            ("response.baseline", latest.Baseline), ("response.latest-score", latest.Current),
        })
        {
            if (points is { } known)
            {
                values.Add(new(id, FormattableString.Invariant($"{known.Points:0.############################}"), null));
            }
        }

        return values;
    }

    private IEnumerable<ValueDocument> ValuesOf(ScoredSeries series, Instant at, Trace trace)
    {
        int aborted = series.Series.AbortedSessions;
        var first = OutcomeSet.OneOf(CoursesOf(series.Series).Aggregate(0UL, (any, courses) => any | FirstVerdicts(courses)));
        return
        [
            new("response.completed-sessions", string.Join(" or ", series.Readings.Select(course =>
                FormattableString.Invariant($"{course.CompletedSessions}")).Distinct()), null),
            new(
                "response.aborted-sessions", FormattableString.Invariant($"{aborted}"),
                aborted > 0 ? "response.aborted-not-counted" : null),
            new("response.first-verdict", string.Join(" or ", CourseTable.Outcomes.Where((_, outcome) => first.Allows(outcome))), null),
        ];
    }

    private static ScoredInstrument Checked(ScoredInstrument scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return scored.Instrument is not { } instrument || (IsOn(instrument, scored.Baseline) && IsOn(instrument, scored.Current))
            ? scored
            : throw new ArgumentException("A score is of another instrument.", nameof(scored));
    }

    private static bool IsOn(Instrument instrument, Score? score) => score is null || score.GetValueOrDefault().Instrument == instrument;

    private static void Require(ResponsePolicy policy, ImmutableArray<EvaluationPoint> points, Duration? residualEffects)
    {
        string? problem = policy.Criteria.Select(criterion => criterion.Problem).FirstOrDefault(text => text is not null)
            ?? (policy.Criteria.Select(
                criterion => (object)criterion.Instrument).Distinct().Count() != policy.Criteria.Length ? "An instrument has two criteria."
                : policy.PrimaryInstruments.Each(primary => (object)primary.Category).Distinct().Count() != policy.PrimaryInstruments.Length
                    ? "A condition has two primary instruments."
                : !policy.HasEachPhq9Once
                    ? "The PHQ-9 bands cover 0 to 27, each score once."
                : points.Any(point => point.Protocol.IsDefault || point.AfterSessions is { Maximum: null })
                    ? "Every protocol needs an id, and is judged after at least one session, and at the latest after some number."
                : residualEffects < Duration.Zero ? "Residual effects do not end before the infusion does."
                : null);
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(policy));
        }
    }
}
