using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Documents;
using Infusion.Rules.Tool.Reports;
using NodaTime;

namespace Infusion.Rules.Tool.Writing;

/// <summary>Asks what a clinic publishes and writes the answers into a draft. It knows how to ask, and no rule.</summary>
/// <param name="draft">What is being written; what stands in it already is kept by an empty answer.</param>
/// <param name="talk">With whom.</param>
/// <param name="today">The date of the interview.</param>
internal sealed partial class Interview(Draft draft, Conversation talk, LocalDate today)
{
    private const string Nothing = "-";
    private const string Skip = "skip";
    private const string Change = "change";
    private readonly List<string> _asked = [];
    private string? _source;
    private bool _isSkipped;
    private Shape? _shape;

    /// <summary>Asks who the clinic is, and where it publishes what follows.</summary>
    /// <param name="suggested">The name that an empty answer takes.</param>
    /// <param name="zone">The time zone that an empty answer takes.</param>
    /// <param name="refuses">Says why a short name cannot be taken; <c>null</c> when it can.</param>
    public void AskIdentity(string suggested, string zone, Func<string, string?> refuses)
    {
        JsonObject document = draft.Document;
        string? copied = (string?)document["name"];
        document["name"] = suggested;
        talk.Page.Heading("Your clinic");
        Ask(Questions.Name, document);
        bool isSame = (string?)document["name"] == copied;
        document["id"] = isSame ? document["id"] : Shape.Kebab((string)document["name"]!) is { Length: > 0 } id ? id : "our-clinic";
        document["version"] = isSame ? document["version"] : FormattableString.Invariant($"{today.Year}-{today.Month:00}");
        document["timeZone"] ??= zone;
        foreach (Question question in Questions.Identity)
        {
            do
            {
                _isSkipped = false;
                Ask(question, document);
            }
            while (question.Place == "id" && refuses((string)document["id"]!) is { } why && Complained(why));
        }

        AskSource(isSame);
    }

    /// <summary>Asks everything of a section.</summary>
    public void Ask(Section section)
    {
        JsonObject document = draft.Document;
        JsonObject members = document[section.Name] as JsonObject ?? [];
        if (members.Parent is null)
        {
            document[section.Name] = members;
        }

        _isSkipped = false;
        foreach (Asked asked in section.Asked.Where(_ => !_isSkipped))
        {
            bool isAnswered = asked switch
            {
                Question question => Ask(question, members),
                Item item => Ask(item, members),
                Items items => Ask(items, members, section),
                _ => throw new InvalidOperationException("There is no other way to ask."),
            };
            LeaveOutFaults(section, members);
            if (isAnswered && section.ShowsCutOffs && asked is not Question)
            {
                Examples.WriteCutOffs(draft, today, talk.Page);
            }
        }

        _isSkipped = false;
        AskRest(members, section.Asked.Select(asked => asked.Comment.Property));
        LeaveOutFaults(section, members);
        Complete(section, members);
        if (members.Count == 0)
        {
            document.Remove(section.Name);
        }
    }

    /// <summary>Asks whether the sections of a copy that have no question are kept.</summary>
    public void AskRest() => AskRest(
        draft.Document, Questions.Sections.Select(section => section.Name).Concat(Questions.Identity.Select(one => one.Place))
            .Concat([Questions.Name.Place, "format", "sources"]));

    private void AskSource(bool isSame)
    {
        var source = new JsonObject { ["read"] = today.ToString("uuuu-MM-dd", null) };
        JsonArray sources = draft.Document["sources"] as JsonArray ?? [];
        if (isSame && sources.Count > 0)
        {
            source["title"] = sources[0]!["citation"]!.DeepClone();
        }

        _isSkipped = false;
        string? kept = (string?)source["title"];
        JsonObject? own = null;
        if (Ask(Questions.Source[0], source) && (string)source["title"]! is var title && title != kept)
        {
            Ask(Questions.Source[1], source);
            Ask(Questions.Source[2], source);
            _source = Shape.Kebab(title) is { Length: > 0 } id ? id : "page";
            string where = source["where"] is { } place ? $", {place}" : "";
            own = new JsonObject
            {
                ["id"] = _source,
                ["citation"] = $"{title}{where}, read {source["read"]}.",
                ["verified"] = "primary",
            };
        }
        else if (source["title"] is not null)
        {
            own = (JsonObject)sources[0]!;
            _source = (string)own["id"]!;
        }

        CiteOwn(draft.Document);
        HashSet<string> cited = [.. CitationsIn(draft.Document)];
        JsonNode[] still = [.. sources.OfType<JsonObject>().Where(one => cited.Contains((string)one["id"]!) && (string?)one["id"] != _source)];
        draft.Document["sources"] = new JsonArray([.. still.Prepend(own).OfType<JsonNode>().Select(one => one.DeepClone())]);
        RemoveEmpty(draft.Document, "sources");
    }

    private static IEnumerable<string> CitationsIn(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member.Key.EndsWith("itations", StringComparison.Ordinal) && member.Value is JsonArray ids
                ? ids.Select(id => id!.ToString())
                : CitationsIn(member.Value)),
        JsonArray list => list.SelectMany(CitationsIn),
        _ => [],
    };

    // What a copy says of another clinic's page is not what this clinic's page says.
    private void CiteOwn(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            if ((string?)members["provenance"] is "published" or "inferred")
            {
                Cite(members);
            }

            foreach (KeyValuePair<string, JsonNode?> member in members)
            {
                CiteOwn(member.Value);
            }
        }

        foreach (JsonNode? item in node as JsonArray ?? [])
        {
            CiteOwn(item);
        }
    }

    private void Cite(JsonObject members)
    {
        members.Remove("provenance");
        members.Remove("citations");
        if (_source is not null)
        {
            members["provenance"] = "published";
            members["citations"] = new JsonArray(_source);
        }
    }

    // Whether something stands there afterwards.
    private bool Ask(Question question, JsonObject within, string? because = null)
    {
        if (_isSkipped)
        {
            return false;
        }

        JsonNode? current = Draft.At(within, question.Place)?.DeepClone();
        talk.Page.Blank();
        talk.Page.Write(question.Asks + (current is null ? ":" : $": [{Examples.Said(current)}]"), style: "bold");
        if (question.Shape != _shape)
        {
            talk.Page.Write($"({question.Shape.Allowed})", 2, style: "grey");
            _shape = question.Shape;
        }

        if (because is not null)
        {
            talk.Page.Write(because, 2);
        }

        while (true)
        {
            string text = talk.Answer();
            if (text == "?")
            {
                talk.Page.Write($"{question.Explains} Allowed: {question.Shape.Allowed}.", 2);
                continue;
            }

            if (text.Equals(Skip, StringComparison.OrdinalIgnoreCase))
            {
                _isSkipped = true;
                return false;
            }

            if (text.Length == 0)
            {
                _asked.Add(Draft.PathOf(within, question.Place));
                return current is not null;
            }

            JsonNode? value = text == Nothing ? null : question.Shape.Read(text);
            if (value is null && text != Nothing)
            {
                Complained($"That is not understood. Allowed: {question.Shape.Allowed}.");
            }
            else if (IsTaken(question, within, current, value))
            {
                return value is not null;
            }
        }
    }

    private bool IsTaken(Question question, JsonObject within, JsonNode? current, JsonNode? value)
    {
        if (value is null && current is not null && ReferenceEquals(within, draft.Document))
        {
            Complained("Every policy has one.");
            return false;
        }

        if (question.IsCited)
        {
            foreach (JsonObject item in (value as JsonArray ?? []).OfType<JsonObject>())
            {
                Cite(item);
            }
        }

        // What a copy says is no answer yet: where the two do not fit together, it is the copy that gives way.
        string own = within.Parent is JsonArray ? within.GetPath() : Draft.PathOf(within, question.Place);
        _asked.Add(own);
        Problem[] wrongs =
        [
            .. draft.Wrongs(() => Apply(question, within, value))
                .Where(wrong => _asked.Any(path => wrong.Path.StartsWith(path, StringComparison.Ordinal))),
        ];
        if (wrongs.Length == 0)
        {
            if (value is JsonArray or JsonObject || (value is not null && (question.Shape == Shape.Zone || question.Shape == Shape.Elapsed)))
            {
                talk.Page.Write(Examples.Said(value), 2, "= ");
            }

            return true;
        }

        Undo(question, within, current, value);
        foreach (Problem wrong in wrongs)
        {
            Complained(Plain(wrong));
        }

        return false;
    }

    // An answer that is an object of its own takes the place of the members that the item had of it.
    private static void Apply(Question question, JsonObject within, JsonNode? value)
    {
        if (question.Place.Length > 0)
        {
            Draft.Put(within, question.Place, value);
            return;
        }

        foreach ((string name, JsonNode? member) in value as JsonObject ?? [])
        {
            Draft.Put(within, name, member);
        }
    }

    private static void Undo(Question question, JsonObject within, JsonNode? current, JsonNode? value)
    {
        foreach ((string name, _) in question.Place.Length == 0 ? value as JsonObject ?? [] : [])
        {
            within.Remove(name);
        }

        Apply(question, within, current);
    }

    private bool Ask(Item item, JsonObject members)
    {
        var list = ListOf(members, item.List);
        JsonObject one = list.FirstOrDefault(item.Is) as JsonObject ?? item.Begun;
        if (one.Parent is null)
        {
            list.Add(one);
        }

        bool isThere = Ask(item.Asks, one) || (_isSkipped && Draft.At(one, item.Asks.Place) is not null);
        if (!isThere)
        {
            list.Remove(one);
        }
        else if (item.IsCited && one["provenance"] is null)
        {
            Cite(one);
        }

        RemoveEmpty(members, item.List);
        return isThere;
    }

    private bool Ask(Items items, JsonObject members, Section section)
    {
        JsonArray list = ListOf(members, items.List);
        JsonObject[] copied =
            [.. list.OfType<JsonObject>().Where(one => !section.Asked.OfType<Item>().Any(item => item.List == items.List && item.Is(one)))];
        bool isAnswered = copied.Length > 0 && AskCopied(items, copied) is var kept && kept.Any(isKept => isKept);
        for (bool isFurther = true; isFurther && !_isSkipped;)
        {
            isFurther = AskOne(items, list, []);
            isAnswered |= isFurther;
        }

        RemoveEmpty(members, items.List);
        return isAnswered;
    }

    // The items of a copy are kept, left out, or gone through, all together.
    private List<bool> AskCopied(Items items, JsonObject[] copied)
    {
        string answer = AskKept(items.First.Asks, copied.Select(Examples.Name), Change);
        JsonArray list = (JsonArray)copied[0].Parent!;
        return
        [
            .. copied.Select(one =>
            {
                bool isKept = answer switch
                {
                    Nothing => false,
                    Change => AskOne(items, list, one),
                    _ => true,
                };
                _ = isKept || list.Remove(one);
                return isKept;
            }),
        ];
    }

    // What a copy has that nothing asks about is kept or left out as a whole, so that nobody says it unawares.
    private void AskRest(JsonObject members, IEnumerable<string> asked)
    {
        string[] rest = [.. members.Select(member => member.Key).Except(asked)];
        if (rest.Length > 0 && AskKept("Also in the copy, without a question of their own", rest.Select(Wording.Words)) == Nothing)
        {
            foreach (string name in rest)
            {
                members.Remove(name);
            }
        }
    }

    private string AskKept(string asks, IEnumerable<string> copied, string? more = null)
    {
        talk.Page.Blank();
        talk.Page.Write($"{asks}: [{string.Join("; ", copied)}]", style: "bold");
        talk.Page.Write(
            $"(Empty line: keep them. {Nothing}: leave them out.{(more is null ? "" : $" {more}: go through them.")})", 2, style: "grey");
        string answer = talk.Answer();
        while (answer is not ("" or Nothing or Skip) && answer != more)
        {
            Complained($"That is not understood. Allowed: an empty line, {Nothing}{(more is null ? "" : " or " + more)}.");
            answer = talk.Answer();
        }

        _isSkipped = answer == Skip;
        return answer;
    }

    private bool AskOne(Items items, JsonArray list, JsonObject one)
    {
        if (one.Parent is null)
        {
            list.Add(one);
        }

        if (!Ask(items.First, one))
        {
            return _isSkipped && one.Count > 0 ? true : !list.Remove(one);
        }

        foreach (Question question in items.Then)
        {
            Ask(question, one);
        }

        if (items.IsCited && one["provenance"] is null)
        {
            Cite(one);
        }

        return true;
    }

    private static JsonArray ListOf(JsonObject members, string name)
    {
        JsonArray list = members[name] as JsonArray ?? [];
        if (list.Parent is null)
        {
            members[name] = list;
        }

        return list;
    }

    private static void RemoveEmpty(JsonObject members, string name)
    {
        if (members[name] is JsonArray { Count: 0 })
        {
            members.Remove(name);
        }
    }

    // Asks again for what the answers given need beside them. What stays without it is left out, and said to be.
    private void Complete(Section section, JsonObject members)
    {
        while (Open(section, members) is { } problem)
        {
            var open = QuestionsOf(section, members)
                .FirstOrDefault(one => problem.Path == Draft.PathOf(one.Within, one.Question.Place));
            _isSkipped = false;
            if (open.Question is not null
                && Ask(open.Question, open.Within, "The answers before need this one; with an empty line they are left out."))
            {
                continue;
            }

            JsonObject unit = open.Within ?? members;
            Complained($"{Plain(problem)} Left out: {(open.Within is null || unit == members ? section.About : Examples.Name(unit))}.");
            if (unit.Parent is JsonArray list)
            {
                list.Remove(unit);
                RemoveEmpty(members, list.GetPropertyName());
            }
            else
            {
                members.Clear();
            }

            LeaveOutFaults(section, members);
        }
    }

    // A property has the name of its question.
    private static string Plain(Problem problem) => Wording.Capital(PropertyName().Replace(problem.Message, name => Questions.Sections
        .SelectMany(section => section.Asked).OfType<Question>().Where(question => question.Place == name.Value)
        .Select(question => $"\"{question.Asks}\"").FirstOrDefault(name.Value)));

    // What does not fit the answers any more, such as the foods of a kind that is left out.
    private void LeaveOutFaults(Section section, JsonObject members)
    {
        while (draft.Faults().Where(fault => fault.Path.StartsWith($"$.{section.Name}.", StringComparison.Ordinal)).ToArray() is
            { Length: > 0 } faults)
        {
            JsonNode[] items = [.. faults.Select(fault => ItemAt(fault.Path)).OfType<JsonNode>().Distinct()];
            string[] others = [.. faults.Where(fault => ItemAt(fault.Path) is null).Select(fault => fault.Path.Split('.', '[')[2])];
            Complained(
                $"{Plain(faults[0])} So these are left out too: "
                + string.Join(", ", items.Select(Examples.Name).Concat(others.Select(Wording.Words))) + ".");
            foreach (JsonNode item in items)
            {
                var list = (JsonArray)item.Parent!;
                list.Remove(item);
                RemoveEmpty(members, list.GetPropertyName());
            }

            foreach (string other in others)
            {
                members.Remove(other);
            }
        }
    }

    // The item of a section's list that a path is in.
    private JsonNode? ItemAt(string path) =>
        Place().Match(path) is { Success: true } match && draft.Document[match.Groups["section"].Value] is JsonObject section
            && section[match.Groups["list"].Value] is JsonArray list
            && int.Parse(match.Groups["item"].Value, CultureInfo.InvariantCulture) is var item && item < list.Count
                ? list[item]
                : null;

    [GeneratedRegex(@"^\$\.(?<section>\w+)\.(?<list>\w+)\[(?<item>\d+)\]")]
    private static partial Regex Place();

    private Problem? Open(Section section, JsonObject members) => members.Count == 0 ? null
        : draft.Read().Problems.FirstOrDefault(problem => problem.Path.StartsWith($"$.{section.Name}.", StringComparison.Ordinal));

    private static IEnumerable<(Question Question, JsonObject Within)> QuestionsOf(Section section, JsonObject members) =>
        section.Asked.SelectMany(asked => asked switch
        {
            Question question => [(question, members)],
            Item item => ItemsOf(members, item.List).Where(item.Is).Select(one => (item.Asks, one)),
            Items items => ItemsOf(members, items.List).SelectMany(one => items.Then.Prepend(items.First).Select(question => (question, one))),
            _ => Enumerable.Empty<(Question, JsonObject)>(),
        });

    private static IEnumerable<JsonObject> ItemsOf(JsonObject members, string list) => (members[list] as JsonArray ?? []).OfType<JsonObject>();

    [GeneratedRegex("\\b[a-z]+[A-Z][A-Za-z]*\\b")]
    private static partial Regex PropertyName();

    private bool Complained(string why)
    {
        talk.Page.Write(why, 2, style: "yellow");
        return true;
    }
}
