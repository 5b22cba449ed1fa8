using Infusion.Rules.Reports;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Fasting;
using Infusion.Rules.Tables;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tool.Writing;

/// <summary>What answers come to: in words, for an example appointment, and for patients. All of it is the library's.</summary>
internal static class Examples
{
    private static readonly LocalTime[] _appointments = [new(9, 0), new(14, 0)];

    // What a value is called by is the value itself.
    private static readonly string[] _unsaid = ["id", "name", "category", "amount", "currency"];

    /// <summary>A value of a document as a person reads it.</summary>
    public static string Said(JsonNode node) => node switch
    {
        JsonObject { Count: 0 } => "yes",
        JsonArray list => string.Join("; ", list.Select(item => Said(item!))),
        JsonObject members when members["id"] is not null && members["name"] is { } name => name.ToString(),
        JsonObject { Count: 2 } money when money["amount"] is { } amount && money["currency"] is { } currency => $"{amount} {currency}",
        JsonObject charge when charge["percentOfPrice"] is { } percent => $"{percent} % of the price",
        JsonObject members => string.Join(", ", members
            .Where(member => member.Key is not ("provenance" or "citations"))
            .Select(member => Said(member.Value!) is var said && _unsaid.Contains(member.Key) ? said
                : member.Key is "before" or "after" ? $"{said} {member.Key}"
                : $"{Wording.Words(member.Key)} {said}")),
        _ when node.GetValueKind() is System.Text.Json.JsonValueKind.True => "yes",
        _ when node.GetValueKind() is System.Text.Json.JsonValueKind.False => "no",
        _ => Wording.Plain(node.ToString()),
    };

    /// <summary>What an item of a list is called.</summary>
    public static string Name(JsonNode item) => item is JsonObject { Count: > 0 } members
        ? (members["name"] ?? members["id"] ?? members["question"])?.ToString() ?? Said(members.First().Value!)
        : Said(item);

    /// <summary>Until when each kind of intake may be taken before an appointment tomorrow, once the document can be read.</summary>
    public static IEnumerable<string> CutOffs(Draft draft, LocalDate today)
    {
        if (draft.Read().Policy is not { } policy)
        {
            yield break;
        }

        var rules = new InfusionRules(policy);
        foreach (LocalTime time in _appointments)
        {
            ZonedDateTime appointment = today.PlusDays(1).At(time).InZoneLeniently(rules.TimeZone);
            ImmutableArray<FastingCutOff> cutOffs = rules.Fasting.CutOffs(appointment.ToInstant());
            if (!cutOffs.IsEmpty)
            {
                string at = new ClinicClock(rules.TimeZone).At(appointment.ToInstant());
                yield return $"Appointment {at}: " + string.Join("; ", cutOffs.Select(
                    cutOff => $"{Lower(cutOff.Kind.Name)} until {Clock(cutOff.At, appointment, rules.TimeZone)}")) + ".";
            }
        }
    }

    /// <summary>What the clinic says to its patients: the times of a first appointment, and the rules with dates or amounts.</summary>
    public static void WriteSummary(InfusionRules rules, LocalDate today, Page page)
    {
        page.Heading("What your patients are told");
        Instant appointment = today.PlusDays(1).At(_appointments[0]).InZoneLeniently(rules.TimeZone).ToInstant();
        VisitTimeline times = rules.Visits.Timeline(
            new()
            {
                Visit = new() { Appointment = Moment.At(appointment) },
                CompletedBefore = 0,
                PlannedInfusion = rules.Policy.Protocols?.Protocols.FirstOrDefault()?.PlannedDuration,
            },
            [
                .. rules.Fasting.CutOffs(appointment)
                    .Select(cutOff => new TimelineCutOff($"last {Lower(cutOff.Kind.Name)}", cutOff.At, cutOff.Kind.Rule)),
            ]);
        if (times.Entries.Length > 1)
        {
            page.Write($"For a first appointment {new ClinicClock(rules.TimeZone).At(appointment)}:", 2);
            foreach (TimelineEntry entry in times.Entries)
            {
                string name = entry.Name.Contains(' ') ? entry.Name : Wording.Words(entry.Name);
                page.Write($"{new ClinicClock(rules.TimeZone).At(entry.At)}: {name}", 2, "- ");
            }
        }

        string[] shown = [.. times.Entries.Select(entry => entry.Rule)];
        string[] others =
        [
            .. rules.Tables.SelectMany(table => table.Rules)
                .Where(rule => rule.Terms.Length > 0 && !shown.Contains(rule.Id)
                    && rule.Provenance is Provenance.Published or Provenance.ClinicPolicy)
                .Select(rule => Wording.Sentence(rule.Says)).Distinct(StringComparer.Ordinal),
        ];
        foreach (string sentence in others)
        {
            page.Write(sentence, 2, "- ");
        }

        page.Write(
            times.Entries.Length <= 1 && others.Length == 0
                ? "Nothing with a time, a date or an amount: decisions will say that it is not published."
                : "These are the rules with a time, a date or an amount.", 2);
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Clock(Instant at, ZonedDateTime appointment, DateTimeZone zone) => at.InZone(zone) is var local
        && local.Date == appointment.Date
        ? local.TimeOfDay.ToString("HH:mm", null)
        : new ClinicClock(zone).At(at);
}
