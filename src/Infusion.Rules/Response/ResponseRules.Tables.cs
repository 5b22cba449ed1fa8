using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

// The tables of the room. Every clinical condition stands here and nowhere else.
public sealed partial class ResponseRules
{
    private DecisionTable BuildEvaluationTable()
    {
        EvaluationPoint[] published = EvaluationPoints.Those(point => point.AfterSessions is not null);
        string[] points = Array.ConvertAll(published, point => $"{point.AfterSessions} completed sessions of a {point.Protocol} series");
        string says = points.Length == 0
            ? "No evaluation point is published"
            : $"The response is judged after {string.Join(" or ", points)}";
        Condition unpublished = _protocol.IsOneOf(
            Array.ConvertAll(EvaluationPoints.Those(point => point.AfterSessions is null), point => point.Protocol.Name));
        Rule Row(EvaluationStatus status, string name, EvaluationPoint[] those, Func<SessionCount, Condition> sessions, string then) =>
            Rule.For(
                status, $"response.{name}",
                new Condition.Any(
                    [.. those.Select(point => _protocol.Is(point.Protocol.Name) & sessions(point.AfterSessions.GetValueOrDefault()))]),
                says + then, Modality.Recommended, ProvenanceOfEvaluation).StatedBy(Array.ConvertAll(those, static point => point.Basis));
        List<Rule> rules = published.Length == 0 ? [] :
        [
            Row(EvaluationStatus.NotReached, "evaluation-point", published,
                static after => ResponseFacts.Completed.LessThan(after.Minimum), "; before that there is a trend and no verdict"),
            .. OverSeveralSessions.Length == 0
                ? (Rule[])[]
                : [Row(EvaluationStatus.Begun, "evaluation-begun", OverSeveralSessions,
                    static after => ResponseFacts.Completed.AtLeast(after.Minimum) & ResponseFacts.Completed.LessThan(LastOf(after)),
                    "; before the last of a range a response stands, and what falls short of one is judged again after the next session")],
            Row(EvaluationStatus.Reached, "evaluation-reached", published,
                static after => ResponseFacts.Completed.AtLeast(LastOf(after)),
                "; it is judged again after each later session of the induction"),
        ];
        if (published.Length < EvaluationPoints.Length)
        {
            rules.Add(Rule.For(EvaluationStatus.NotPublished, "response.evaluation-not-published", unpublished,
                "For this protocol no evaluation point is published", Modality.Informational, ProvenanceOfEvaluation));
        }

        return DecisionTable.Create<EvaluationStatus>("response.evaluation", "whether the evaluation point is reached", HitPolicy.Unique,
            [_protocol, ResponseFacts.Completed], rules);
    }

    private Provenance ProvenanceOfEvaluation =>
        EvaluationPoints.All(point => point.Provenance == Provenance.Published) ? Provenance.Published : Provenance.ClinicPolicy;

    // Where the response is judged after some sessions, and at the latest after more of them.
    private EvaluationPoint[] OverSeveralSessions => EvaluationPoints.Those(point => point.AfterSessions?.HasMost == true);

    // Every evaluation has an end; a policy with another one is refused.
    private static int LastOf(SessionCount after) => after.Maximum.GetValueOrDefault();

    private DecisionTable BuildInstrumentTable()
    {
        EvaluationPoint[] several = OverSeveralSessions;
        Condition reached = _evaluation.IsOneOf(nameof(EvaluationStatus.Begun), nameof(EvaluationStatus.Reached));
        Condition isOver = several.Length == 0 ? Condition.Always : _evaluation.Is(nameof(EvaluationStatus.Reached));
        Condition isJudged = reached & ResponseFacts.Instrument.IsOneOf(Policy.Criteria.Each(criterion => criterion.Instrument));
        Instrument[] unset = Instruments.Those(instrument => Policy.Criteria.All(criterion => criterion.Instrument != instrument));
        List<Rule> rules =
        [
            Rule.For(ResponseOutcome.NotYetEvaluable, "response.not-yet-evaluable", _evaluation.Is(nameof(EvaluationStatus.NotReached)),
                "Before the evaluation point a change is a trend and no verdict", Modality.Recommended, Provenance.Published),
            Rule.For(ResponseOutcome.NotYetEvaluable, "response.no-evaluation-point",
                _evaluation.Is(nameof(EvaluationStatus.NotPublished)),
                "Without a published evaluation point there is none to reach, and a change is a trend", Modality.Informational,
                Provenance.Inferred),
        ];
        if (unset.Length > 0)
        {
            rules.Add(Rule.For(ResponseOutcome.CriterionNotSet, "response.criterion-not-set",
                Policy.Criteria.IsEmpty ? reached : reached & ResponseFacts.Instrument.IsOneOf(unset),
                "No threshold is set for this instrument, so the change is reported and not judged",
                Modality.Informational, Provenance.Inferred));
        }

        if (!Policy.Criteria.IsEmpty)
        {
            rules.Add(Rule.For(ResponseOutcome.NotEvaluable, "response.baseline-zero", isJudged & ResponseFacts.BaselineZero.Is(true),
                "From a baseline of 0 there is no percentage; a clinician looks at the change in points",
                Modality.ClinicianDiscretion, Provenance.Inferred));
            Condition isMeasured = isJudged & ResponseFacts.BaselineZero.Is(false) & PastEffects(_sinceEnd);
            rules.Add(Rule.For(ResponseOutcome.LikelyNonResponder, "response.non-responder", isMeasured & isOver & Failed(InWindow),
                "After a drop below the threshold the clinic typically recommends discontinuing ketamine infusions; the clinician decides",
                Modality.Recommended, Provenance.Published));
            rules.Add(Rule.For(ResponseOutcome.ClinicianReview, "response.late-score", isMeasured & isOver & Failed(AfterWindow),
                "A first score after the evaluation window cannot tell a failure from an effect worn off; a clinician looks at it",
                Modality.ClinicianDiscretion, Provenance.Inferred));
            if (several.Length > 0)
            {
                rules.Add(Rule.For(ResponseOutcome.NotYetEvaluable, "response.evaluation-goes-on",
                    isMeasured & _evaluation.Is(nameof(EvaluationStatus.Begun)) & Failed(static _ => Condition.Always),
                    "A drop below the threshold is no verdict before the evaluation is over, which lasts to "
                        + string.Join(", ", several.Select(static point => FormattableString.Invariant(
                            $"session {point.AfterSessions?.Maximum} of {point.Protocol}"))),
                    Modality.Recommended, ProvenanceOfEvaluation).StatedBy(Array.ConvertAll(several, static point => point.Basis)));
            }
        }

        if (!Policy.Criteria.IsEmpty && ResidualEffects is { } effects)
        {
            rules.Add(Rule.For(ResponseOutcome.NotYetEvaluable, "response.trend",
                isJudged & ResponseFacts.BaselineZero.Is(false) & _sinceEnd.LessThan(effects),
                $"A score within {Wording.Of(effects)} of the infusion's end is a trend and no verdict",
                Modality.Informational, Provenance.Inferred));
        }

        rules.AddRange(Policy.Criteria.Select(criterion => Rule.For(
            ResponseOutcome.Responder, $"response.threshold.{Wording.Kebab(criterion.Instrument.ToString())}",
            reached
                & ResponseFacts.Instrument.Is(criterion.Instrument) & ResponseFacts.BaselineZero.Is(false)
                & PastEffects(_sinceEnd) & _percentDrop.AtLeast(criterion.ResponsePercent),
            FormattableString.Invariant(
                $"A drop of at least {criterion.ResponsePercent:0.####} percent on {Name(criterion.Instrument)} is a response"),
            Modality.Recommended, criterion.Provenance, [.. criterion.Citations])));
        return DecisionTable.Create<ResponseOutcome>("response.instrument", "the response on one instrument", HitPolicy.Unique,
            [ResponseFacts.Instrument, _evaluation, ResponseFacts.BaselineZero, _percentDrop, _sinceEnd], rules);
    }

    // Of effects of which no time is published nothing is known to be past or not, so every score counts.
    private Condition PastEffects(Fact<Duration> sinceEnd) =>
        ResidualEffects is { } effects ? sinceEnd.AtLeast(effects) : Condition.Always;

    private Condition.Any Failed(Func<ResponseCriterion, Condition> when) => new Condition.Any(
    [
        .. Policy.Criteria.Select(criterion =>
            ResponseFacts.Instrument.Is(criterion.Instrument) & _percentDrop.LessThan(criterion.ResponsePercent) & when(criterion)),
    ]);

    private Condition InWindow(ResponseCriterion criterion) => _sinceEnd.AtMost(criterion.EvaluationWindow);

    private Condition AfterWindow(ResponseCriterion criterion) => _sinceEnd.MoreThan(criterion.EvaluationWindow);

    // Where every instrument has one window, nobody asks which instrument it is.
    private Condition PastWindow => Instruments.Select(WindowOf).Distinct().Count() == 1
        ? _sinceEnd.MoreThan(WindowOf(Instruments.First()))
        : new Condition.Any([.. Instruments.Select(one => ResponseFacts.Instrument.Is(one) & _sinceEnd.MoreThan(WindowOf(one)))]);

    private Duration WindowOf(Instrument instrument) =>
        Policy.Criteria.FirstOrDefault(criterion => criterion.Instrument == instrument)?.EvaluationWindow ?? ResponseCriterion.UsualWindow;

    // Another infusion or a clinician's word settles a verdict; otherwise the last window that is still open keeps it provisional.
    private DecisionTable BuildFinalityTable()
    {
        (Instrument Instrument, Fact<bool> IsScored)[] scored =
            [.. Instruments.Select(one => (one, ResponseFacts.IsScored(one, Name(one))))];
        Condition isOpen = new Condition.Any(
            [.. scored.Select(one => one.IsScored.Is(true) & _sinceEvaluation.AtMost(WindowOf(one.Instrument)))]);
        Condition isSettled = _followed.Is(true) | ResponseFacts.Confirmed.Is(true);
        return DecisionTable.Create<ResponseFinality>("response.finality", "whether the verdict on the response stands", HitPolicy.Priority,
            [_followed, _sinceEvaluation, .. scored.Select(one => one.IsScored), ResponseFacts.Confirmed],
            [
                Rule.For(ResponseFinality.Provisional, "response.provisional", isOpen & !isSettled,
                    "While the evaluation window is open a later score may change the verdict, unless a clinician confirms it",
                    Modality.Informational, Provenance.Inferred),
                Rule.For(ResponseFinality.Standing, "response.stands", Condition.Always,
                    "After the evaluation window, the next infusion's start or a clinician's confirmation the verdict stands",
                    Modality.Informational, Provenance.Inferred),
            ]);
    }

    private DecisionTable BuildFindingTable()
    {
        IEnumerable<Rule> substantial = Policy.Criteria.Where(criterion => criterion.SubstantialPercent is not null)
            .Select(criterion => Rule.For(
            ResponseFinding.Substantial, $"response.substantial.{Wording.Kebab(criterion.Instrument.ToString())}",
            ResponseFacts.Instrument.Is(criterion.Instrument)
                & ResponseFacts.BaselineZero.Is(false) & _percentDrop.AtLeast(criterion.SubstantialPercent ?? 0),
            FormattableString.Invariant(
                $"A drop of at least {criterion.SubstantialPercent:0.####} percent on {Name(criterion.Instrument)} is substantial"),
            Modality.Informational, criterion.Provenance, [.. criterion.Citations]).StatedBy(criterion.Stated["substantialPercent"]));
        IEnumerable<Rule> remission = Policy.Criteria.Where(criterion => criterion.Remission is not null).Select(criterion => Rule.For(
            ResponseFinding.Remission, $"response.remission.{Wording.Kebab(criterion.Instrument.ToString())}",
            ResponseFacts.Instrument.Is(criterion.Instrument) & RemissionOf(criterion.Remission!),
            $"The current score meets the definition of remission \"{criterion.Remission!.Name}\"",
            Modality.Informational, criterion.Provenance, [.. criterion.Citations]).StatedBy(criterion.Stated["remission"]));
        IEnumerable<Rule> recall = Policy.Criteria.Where(criterion => criterion.RecallPeriod is not null).Select(criterion => Rule.For(
            ResponseFinding.RecallBeforeTreatment, $"response.recall.{Wording.Kebab(criterion.Instrument.ToString())}",
            ResponseFacts.Instrument.Is(criterion.Instrument) & _sinceFirstStart.LessThan(criterion.RecallPeriod ?? Duration.Zero),
            $"{Name(criterion.Instrument)} asks about the last {Wording.Of(criterion.RecallPeriod ?? Duration.Zero)}, "
                + "which reach back before the first infusion",
            Modality.Informational, criterion.Provenance, [.. criterion.Citations]));
        return DecisionTable.Create<ResponseFinding>("response.findings", "the details of a change of scores", HitPolicy.Collect,
            [
                ResponseFacts.Instrument, ResponseFacts.BaselineZero, _percentDrop, _pointDrop, _current, _sinceEnd, _sinceFirstStart,
                ResponseFacts.Aborted,
            ],
            [
                .. substantial,
                .. remission,
                .. recall,
                Rule.For(ResponseFinding.Worsened, "response.worsened", _pointDrop.LessThan(0),
                    "The score rose; the change is reported as it is and a clinician looks at it",
                    Modality.ClinicianDiscretion, Provenance.Inferred),
                .. Policy.Criteria.IsEmpty
                    ? (Rule[])[]
                    : [Rule.For(ResponseFinding.AfterEvaluationWindow, "response.after-window",
                        PastWindow,
                        "The score was taken after the evaluation window had closed",
                        Modality.Informational, Provenance.Inferred)],
                Rule.For(ResponseFinding.AbortedSessionNotCounted, "response.aborted-not-counted", ResponseFacts.Aborted.AtLeast(1),
                    "An aborted session does not count towards the evaluation point", Modality.Informational, Provenance.Inferred),
            ]);
    }

    // The page says nothing of a response that is lost, so this is no verdict.
    private DecisionTable BuildMaintenanceTable()
    {
        Condition below = new Condition.Any(
        [
            .. Policy.Criteria.Select(criterion => ResponseFacts.InstrumentInMaintenance.Is(criterion.Instrument)
                & _dropInMaintenance.LessThan(criterion.ResponsePercent)
                & _sinceMaintenance.AtMost(criterion.EvaluationWindow)),
        ]);
        List<Rule> rules = Policy.Criteria.IsEmpty ? [] :
        [
            Rule.For(ResponseFinding.ResponseLost, "response.lost",
                _atVerdict.Is(nameof(ResponseOutcome.Responder)) & PastEffects(_sinceMaintenance) & below,
                "A score after a maintenance session no longer meets the threshold; it changes no verdict, and a clinician looks at it",
                Modality.ClinicianDiscretion, Provenance.Inferred),
        ];
        rules.Add(Rule.For(ResponseFinding.Worsened, "response.worsened-in-maintenance",
            _pointDropInMaintenance.LessThan(0),
            "A score after a maintenance session is above the baseline; a clinician looks at it",
            Modality.ClinicianDiscretion, Provenance.Inferred));
        return DecisionTable.Create<ResponseFinding>(
            "response.maintenance", "what a score after a maintenance session shows", HitPolicy.Collect,
            [
                ResponseFacts.InstrumentInMaintenance, _atVerdict, _dropInMaintenance, _pointDropInMaintenance, _sinceMaintenance,
            ],
            rules);
    }

    // Neither of these two is a verdict, and neither waits for one.
    private static DecisionTable BuildLatestTable() => DecisionTable.Create<ResponseFinding>(
        "response.latest", "what of the latest score goes to a clinician", HitPolicy.Collect, [ResponseFacts.PointDropToLatest],
        [
            Rule.For(ResponseFinding.Worsened, "response.latest-worsened", ResponseFacts.PointDropToLatest.LessThan(0),
                "The latest score is above the baseline; it changes no verdict, and a clinician looks at it",
                Modality.ClinicianDiscretion, Provenance.Inferred),
        ]);

    // An answer that was given counts until a later one is given.
    private static DecisionTable BuildItem9Table() => DecisionTable.Create<ResponseFinding>(
        "response.last-item-9", "what of the last answer to item 9 of the PHQ-9 goes to a clinician", HitPolicy.Collect,
        [ResponseFacts.Item9],
        [
            Rule.For(ResponseFinding.Item9AboveZero, "response.item-9", ResponseFacts.Item9.AtLeast(1),
                "The last answer given to item 9 of the PHQ-9 is above 0; it changes no verdict, and a clinician looks at it",
                Modality.ClinicianDiscretion, Provenance.Inferred),
        ]);

    private Condition RemissionOf(RemissionDefinition definition) =>
        definition.IncludesCutOff ? _current.AtMost(definition.CutOff) : _current.LessThan(definition.CutOff);

    private DecisionTable BuildStandingTable()
    {
        IEnumerable<Rule> primary = Policy.PrimaryInstruments.Each(named => Rule.For(
            InstrumentStanding.Primary, $"response.primary.{Wording.Kebab(named.Category.ToString())}",
            ResponseFacts.Category.Is(named.Category) & ResponseFacts.Instrument.Is(named.Instrument),
            $"For {Wording.Words(named.Category.ToString())} the verdict of {Name(named.Instrument)} decides",
            Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["primaryInstruments"]));
        return DecisionTable.Create<InstrumentStanding>("response.standing", "which instrument decides for a condition", HitPolicy.Priority,
            [ResponseFacts.Category, ResponseFacts.Instrument],
            [
                .. primary,
                Rule.For(InstrumentStanding.Equal, "response.equal-instruments", Condition.Always,
                    "Without a primary instrument the instruments of a condition speak together",
                    Modality.Informational, Provenance.Inferred),
            ]);
    }

    // Joining is the same for instruments of a condition and for conditions of
    // a course: a verdict outweighs none, and two that differ go to
    // a clinician. It is associative and commutative, so the order of the list decides nothing.
    private static DecisionTable BuildJoin(string id, string decides, string part, DecisionTable upstream)
    {
        Fact<ResponseOutcome> soFar = Fact.Choice<ResponseOutcome>($"{id}.so-far", "the verdict so far", $"What do the other {part}s say?")
            .SoFar(id);
        Fact<string> next = Fact.Linked($"{id}.{part}", $"the verdict of one {part}", $"What does the {part} say?", upstream)
            .KnownThrough("eligibility.condition").Under(SeriesFacts.Treated);
        Condition Either(ResponseOutcome outcome) => soFar.Is(outcome) | next.Is(outcome.ToString());
        Condition responder = Either(ResponseOutcome.Responder);
        Condition nonResponder = Either(ResponseOutcome.LikelyNonResponder);
        Condition notEvaluable = Either(ResponseOutcome.NotEvaluable);
        Condition disagreement = responder & nonResponder;
        Condition passedOn = Either(ResponseOutcome.ClinicianReview);
        Condition review = passedOn | disagreement;
        Condition criterionNotSet = Either(ResponseOutcome.CriterionNotSet);
        Rule Row(ResponseOutcome outcome, string name, Condition when, string says, Modality modality, params string[] citations) =>
            Rule.For(outcome, $"{id}.{name}", when, says, modality, Provenance.Inferred, citations);
        return DecisionTable.Create<ResponseOutcome>(id, decides, HitPolicy.Unique, [soFar, next],
        [
            Row(ResponseOutcome.ClinicianReview, "review", disagreement,
                $"When one {part} responds and another does not, a clinician looks at both", Modality.ClinicianDiscretion),
            Row(ResponseOutcome.ClinicianReview, "passed-on", passedOn,
                $"Where one {part} goes to a clinician, a clinician looks at the whole", Modality.ClinicianDiscretion),
            Row(ResponseOutcome.LikelyNonResponder, "non-responder", nonResponder & !review,
                $"Without a response of any {part} the clinic typically recommends discontinuing ketamine infusions; the clinician decides",
                Modality.Recommended),
            Row(ResponseOutcome.Responder, "responder", responder & !review,
                $"One {part} that responds is enough where none says otherwise", Modality.Recommended),
            Row(ResponseOutcome.NotEvaluable, "not-evaluable", notEvaluable & !review & !responder & !nonResponder,
                $"{(part == "instrument" ? "An" : "A")} {part} without a percentage neither makes nor prevents a verdict; a clinician is "
                + "asked",
                Modality.ClinicianDiscretion),
            Row(ResponseOutcome.CriterionNotSet, "criterion-not-set",
                criterionNotSet & !notEvaluable & !review & !responder & !nonResponder,
                $"{(part == "instrument" ? "An" : "A")} {part} without a criterion is reported and not judged", Modality.Informational),
            Row(ResponseOutcome.NotPublished, "not-published",
                Either(ResponseOutcome.NotPublished) & !criterionNotSet & !notEvaluable & !review & !responder & !nonResponder,
                $"{(part == "instrument" ? "An" : "A")} {part} of which nothing is published has no verdict", Modality.Informational),
            Row(ResponseOutcome.NotYetEvaluable, "not-yet-evaluable",
                soFar.Is(ResponseOutcome.NotYetEvaluable) & next.Is(nameof(ResponseOutcome.NotYetEvaluable)),
                $"No {part} has a verdict yet", Modality.Recommended),
        ]);
    }

    private DecisionTable BuildContinuationTable()
    {
        Condition isUnlikely = _response.Is(nameof(ResponseOutcome.LikelyNonResponder));
        return DecisionTable.Create<ContinuationOutcome>("response.continuation", "what a booking of another session is told",
            HitPolicy.Unique,
            [_response, ResponseFacts.ClinicianReason],
            [
                Rule.For(ContinuationOutcome.ContinuationNotRecommended, "response.continuation",
                    isUnlikely & ResponseFacts.ClinicianReason.Is(false),
                    "Further infusions are not recommended for a likely non-responder; a clinician's reason overrides this",
                    Modality.Recommended, Provenance.Published),
                Rule.For(ContinuationOutcome.Overridden, "response.continuation-overridden",
                    isUnlikely & ResponseFacts.ClinicianReason.Is(true),
                    "A clinician has recorded a reason to go on against the recommendation",
                    Modality.ClinicianDiscretion, Provenance.Inferred),
                Rule.For(ContinuationOutcome.NoWarning, "response.continuation-no-warning", !isUnlikely,
                    "Only a likely non-responder's next booking brings a warning", Modality.Informational, Provenance.Inferred),
            ]);
    }

    private DecisionTable BuildSeverityTable() => DecisionTable.Create<Phq9Severity>(
        "response.phq-9-severity", "the severity of a PHQ-9 score", HitPolicy.Unique, [ResponseFacts.Phq9],
        Policy.Phq9Bands.Each(band => Rule.For(
            band.Severity, FormattableString.Invariant($"response.phq-9.{band.Lowest}-{band.Highest}"),
            ResponseFacts.Phq9.AtLeast(band.Lowest) & ResponseFacts.Phq9.AtMost(band.Highest),
            FormattableString.Invariant(
                $"A PHQ-9 score of {band.Lowest} to {band.Highest} is called {Wording.Words(band.Severity.ToString())}"),
            Modality.Informational, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["phq9Bands"])));

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
