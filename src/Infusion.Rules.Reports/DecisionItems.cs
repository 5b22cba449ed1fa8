using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using Infusion.Rules.Words;

namespace Infusion.Rules.Reports;

/// <summary>Decisions as items of a report, each thing once.</summary>
internal sealed class DecisionItems(RulesBook rules, ClinicClock clock, bool isFull)
{
    // What stands in the title or the sentence already, or is for machines.
    private static readonly HashSet<string> _silent =
    [
        "fasting.intake", "eligibility.condition", "eligibility.category", "response.category", "protocol.clinician-choice",
        "response.first-verdict", "response.percent-dropped", "fasting.short-by",
    ];

    private readonly Dictionary<string, Rule> _rules = rules.Versions.Reverse().SelectMany(version => version.Tables)
        .SelectMany(table => table.Rules).DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>The rule of an id, where a version has it.</summary>
    public Rule? Rule(string id) => _rules.GetValueOrDefault(id);

    /// <summary>A decision; nothing where it was said before.</summary>
    public IEnumerable<ReportItem> Of(DecisionDocument document)
    {
        if (!isFull && document is { Status: DecisionStatus.Determined, Outcome: "None" } && document.Parts.IsEmpty)
        {
            yield break;
        }

        string observed = string.Join(' ', document.Facts.Select(static fact => fact.Observed));
        if (!_said.Add($"{document.Decision} {document.Subject} {document.At} {document.Says} {observed}"))
        {
            yield break;
        }

        yield return Item(document, document.Parts.Where(static part => !IsForEverybody(part)).SelectMany(Of), "");
    }

    /// <summary>A fast, with each intake in one sentence.</summary>
    public IEnumerable<ReportItem> OfFast(DecisionDocument document, Visit visit)
    {
        Intake[] intakes = [.. visit.Intakes.Where(static intake => intake is { Entry.Voided: null, NoneSince: null })];
        DecisionDocument[] judged = [.. document.Parts.Where(static part => part.Decision == "fasting.intake")];
        IEnumerable<ReportItem> parts = judged.Select((part, place) =>
            Item(part, [], TimeOf(judged.Length == intakes.Length ? intakes[place] : null)));
        IEnumerable<ReportItem> others = document.Parts.Where(static part => part.Decision != "fasting.intake").SelectMany(Of);
        yield return Item(judged.Length == 0 ? document : document with { Facts = [], Rules = [] }, parts.Concat(others), "");
    }

    /// <summary>The name of a time of a visit.</summary>
    public string NameOf(TimelineEntry entry) => entry.Name switch
    {
        "arrival" => "arrival",
        "start" => "start of the infusion",
        "end" => "end of the infusion",
        "earliest-release" => "no release before this",
        "planned-release" => "planned release",
        "residual-effects-until" => "residual effects possible until this",
        "driving-restriction-end" => "no driving and no heavy machinery before this",
        _ when entry.Name.EndsWith("-cut-off", StringComparison.Ordinal) =>
            $"no {KindOf(entry.Rule)} after this",
        _ when entry.Name.EndsWith("-allowed-from", StringComparison.Ordinal) =>
            $"{KindOf(entry.Rule[..^".after-end".Length])} allowed from this on",
        _ => Wording.Name(entry.Name),
    };

    private string KindOf(string rule) => rules.Versions.SelectMany(static version => version.Policy.Fasting?.Kinds ?? [])
        .FirstOrDefault(kind => kind.Rule == rule)?.Name.ToLowerInvariant()
        ?? Wording.Name(rule[(rule.IndexOf('.', StringComparison.Ordinal) + 1)..]);

    private string TimeOf(Intake? intake) => intake?.At is { } at ? $" at {clock.At(at.Earliest)}" : "";

    private ReportItem Item(DecisionDocument document, IEnumerable<ReportItem> within, string at)
    {
        bool isOpen = document.Status == DecisionStatus.NeedsInformation;
        string subject = document.Subject is not null && !Wording.IsOfVisit(document) ? $" {Wording.Subject(document, clock)}" : "";
        return new()
        {
            Title = document.Decision == "fasting.intake" ? Wording.Capital(subject.Trim()) + at : document.Title + subject,
            Says = document.Says,
            Attention = document.Attention,
            IsOpen = isOpen,
            Because = [.. Because(document)],
            Within = [.. within],
        };
    }

    private IEnumerable<ReportReason> Because(DecisionDocument document)
    {
        if (document.Status == DecisionStatus.Invalid)
        {
            foreach (ReportReason reason in document.Values.Where(static value => value.Id == "contradiction")
                .Select(static value => new ReportReason(Wording.Sentence(value.Value)))
                .DefaultIfEmpty(new("What is on record contradicts itself.")))
            {
                yield return reason;
            }

            yield break;
        }

        foreach (FactDocument fact in document.Facts.Where(fact => isFull || IsReason(document, fact)))
        {
            string needs = fact.Needs is null ? "" : $"; {fact.Needs}, {fact.Margin}";
            yield return new($"{Wording.Capital(fact.Name)}: {fact.Observed}{needs}.");
        }

        // What every patient is told is said already; of each sentence the source is left to say.
        if (!isFull && IsForEverybody(document))
        {
            yield return new("", string.Join("] [", document.Rules.Select(Wording.Source)));
            yield break;
        }

        foreach (RuleDocument rule in document.Rules)
        {
            yield return Reason(rule.Id, rule.Says, Wording.Source(rule));
        }

        foreach (ValueDocument value in document.Values.Where(value =>
            !value.Id.EndsWith(".basis", StringComparison.Ordinal) && (isFull || !_silent.Contains(value.Id))))
        {
            string source = isFull && value.Rule is { } id && Rule(id) is { } from ? Wording.Source(from) : "";
            yield return new($"{DecisionWords.LabelOf(value.Id)}: {Wording.Value(value.Value, clock)}.", source);
        }
    }

    private static bool IsForEverybody(DecisionDocument document) => document.Decision.EndsWith(".statements", StringComparison.Ordinal);

    // How far the value is from what is needed, where something is.
    private static bool IsReason(DecisionDocument document, FactDocument fact) =>
        fact.Needs?.EndsWith(" needed", StringComparison.Ordinal) == true && document.Outcome != "None"
        && !(document.Attention == Attention.None && document.Decision.EndsWith("findings", StringComparison.Ordinal));

    /// <summary>A rule as a reason; where it was said before, its id alone.</summary>
    public ReportReason Reason(Rule rule) => Reason(rule.Id, rule.Says, Wording.Source(rule));

    private ReportReason Reason(string id, string says, string source) =>
        _said.Add(id + says) ? new($"Rule: {Wording.Sentence(says)}", source) : new("", id);
}
