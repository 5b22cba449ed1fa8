using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
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
    private const string Back = "back";
    private const string Change = "change";
    private readonly List<string> _asked = [];
    private readonly Stack<Action> _trail = [];
    private OwnSource _source = OwnSource.None;
    private StatedValues? _stated;
    private Shape? _shape;
    private bool _isSkipped;
    private string[] _cutOffs = [];

    /// <summary>Asks who the clinic is, and where it publishes what follows.</summary>
    /// <param name="suggested">The name that an empty answer takes.</param>
    /// <param name="zone">The time zone that an empty answer takes.</param>
    /// <param name="refuses">Says why a short name cannot be taken; <c>null</c> when it can.</param>
    public void AskIdentity(string suggested, string zone, Func<string, string?> refuses)
    {
        JsonObject document = draft.Document;
        string? copied = (string?)document["name"];
        bool isRegistered = (string?)document["id"] == ClinicPolicy.VirginiaInfusionTherapies.Id;
        document["name"] = suggested;
        talk.Page.Heading("Your clinic");
        Ask(Questions.Name, document);
        string name = (string)document["name"]!;
        if (name != copied)
        {
            document["id"] = Shape.Kebab(name) is { Length: > 0 } id ? id : "our-clinic";
            document["version"] = FormattableString.Invariant($"{today.Year}-{today.Month:00}");
            document["timeZone"] ??= zone;
        }

        foreach (Question question in Questions.Identity)
        {
            Ask(question, document);
            while (question.Place == "id" && refuses((string)document["id"]!) is { } why)
            {
                Complain(why);
                _isSkipped = false;
                Ask(question, document);
            }
        }

        _isSkipped = false;
        _source = OwnSource.In(document, AskSource(name == copied ? OwnSource.Of(document) : null));
        _stated = StatedValues.TakenFrom(document, isRegistered && name != copied);
    }

    /// <summary>Says of every answer that it stands on the page that was named, and of what was kept what was said before.</summary>
    public void State() => _stated?.PutBack(draft, _source);

    /// <summary>Asks everything of a section.</summary>
    public void Ask(Section section)
    {
        if (draft.Document[section.Name] is not JsonObject members)
        {
            members = [];
            draft.Document[section.Name] = members;
        }

        _trail.Clear();
        foreach (Asked asked in section.Asked.Where(_ => !_isSkipped))
        {
            switch (asked)
            {
                case Question question:
                    Ask(question, members);
                    break;
                case Item item:
                    Ask(item, members);
                    break;
                case Items items:
                    Ask(items, members, section);
                    break;
            }

            LeaveOutFaults();
            if (section.ShowsCutOffs)
            {
                ShowCutOffs();
            }
        }

        _isSkipped = false;
        AskRest(members, section.Asked.Select(asked => asked.Comment.Property));
        Complete(section, members);
        if (members.Count == 0)
        {
            Draft.Remove(members);
        }
    }

    /// <summary>Asks whether the sections of a copy that have no question are kept.</summary>
    public void AskRest() => AskRest(
        draft.Document,
        [
            "format", "sources", Questions.Name.Place, .. Questions.Identity.Select(question => question.Place),
            .. Questions.Sections.Select(section => section.Name),
        ]);

    private JsonObject? AskSource(JsonObject? copied)
    {
        var answers = new JsonObject { ["read"] = today.ToString("uuuu-MM-dd", null), ["title"] = copied?["citation"]?.DeepClone() };
        Ask(Questions.Source[0], answers);
        if ((string?)answers["title"] is not { } title || title == (string?)copied?["citation"])
        {
            return answers["title"] is null ? null : copied;
        }

        Ask(Questions.Source[1], answers);
        Ask(Questions.Source[2], answers);
        return new()
        {
            ["id"] = Shape.Kebab(title) is { Length: > 0 } id ? id : "page",
            ["citation"] = $"{title}{(answers["where"] is { } where ? $", {where}" : "")}, read {answers["read"]}.",
            ["verified"] = "primary",
        };
    }

    // Whether something stands there afterwards. To ask again of an item that is gone is to begin one.
    private bool Ask(Question question, JsonObject within, Action? begin = null, string? because = null)
    {
        void Again()
        {
            if (within.Parent is null && begin is not null)
            {
                begin();
            }
            else
            {
                Ask(question, within, begin);
            }
        }

        JsonNode? current = Draft.At(within, question.Place)?.DeepClone();
        if (_isSkipped)
        {
            return current is not null;
        }

        Show(question, current);
        if (because is not null)
        {
            talk.Page.Write(because, 2);
        }

        while (true)
        {
            string text = talk.Answer();
            switch (text.ToLowerInvariant())
            {
                case "?":
                    talk.Page.Write($"{question.Explains} Allowed: {question.Shape.Allowed}.", 2);
                    break;
                case "" or Skip:
                    _isSkipped = text.Length > 0;
                    _asked.Add(Draft.PathOf(within, question.Place));
                    _trail.Push(Again);
                    return current is not null;
                case Back when _trail.TryPop(out Action? askBefore):
                    askBefore();
                    Show(question, current);
                    break;
                case Back:
                    Complain("There is no question before this one in this section.");
                    break;
                case Nothing when current is not null && ReferenceEquals(within, draft.Document):
                    Complain("Every policy has one.");
                    break;
                case Nothing:
                    Apply(question, within, null);
                    _trail.Push(Again);
                    return false;
                case var _ when question.Shape.Read(text) is { } value:
                    if (IsTaken(question, within, current, value, text))
                    {
                        _trail.Push(Again);
                        return true;
                    }

                    break;
                default:
                    Complain($"That is not understood. Allowed: {question.Shape.Allowed}.");
                    break;
            }
        }
    }

    private void Show(Question question, JsonNode? current)
    {
        talk.Page.Blank();
        talk.Page.Write(question.Asks + (current is null ? ":" : $": [{Examples.Said(current)}]"), style: "bold");
        if (question.Shape != _shape)
        {
            talk.Page.Write($"({question.Shape.Allowed})", 2, style: "grey");
            _shape = question.Shape;
        }
    }

    private void ShowCutOffs()
    {
        string[] cutOffs = [.. Examples.CutOffs(draft, today)];
        foreach (string line in cutOffs.Where(_ => !cutOffs.SequenceEqual(_cutOffs)))
        {
            talk.Page.Write(line, 2, style: "green");
        }

        _cutOffs = cutOffs;
    }

    private bool IsTaken(Question question, JsonObject within, JsonNode? current, JsonNode value, string text)
    {
        foreach (JsonObject item in question.IsCited ? ((JsonArray)value).OfType<JsonObject>() : [])
        {
            _source.Cite(item);
        }

        // What a copy says is no answer yet: where the two do not fit together, it is the copy that gives way.
        _asked.Add(within.Parent is JsonArray ? within.GetPath() : Draft.PathOf(within, question.Place));
        Problem[] wrongs =
        [
            .. draft.Wrongs(() => Apply(question, within, value))
                .Where(wrong => _asked.Any(path => wrong.Path.StartsWith(path, StringComparison.Ordinal))),
        ];
        if (wrongs.Length > 0)
        {
            foreach (Problem wrong in wrongs)
            {
                Complain(Plain(wrong));
            }

            if (!wrongs.Any(wrong => wrong.Path.StartsWith(Draft.PathOf(within, question.Place), StringComparison.Ordinal)))
            {
                Complain($"It does not fit an earlier answer; {Back}: to the question before.");
            }

            Apply(question, within, question.Place.Length > 0 ? current : new JsonObject());
            return false;
        }

        if (Examples.Said(value) is var said && said != text)
        {
            talk.Page.Write(said, 2, "= ");
        }

        return true;
    }

    // An answer without a place of its own is everything that its item says so far.
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

    private void Ask(Item item, JsonObject members)
    {
        JsonArray list = Draft.ListAt(members, item.List);
        if (list.FirstOrDefault(item.Is) is not JsonObject one)
        {
            one = item.Begun;
            list.Add(one);
        }

        Keep(one, Ask(item.Asks, one, () => Ask(item, members)), item.IsCited);
    }

    private void Ask(Items items, JsonObject members, Section section)
    {
        JsonArray list = Draft.ListAt(members, items.List);
        JsonObject[] copied = [.. list.OfType<JsonObject>().Where(one => !section.Asked.OfType<Item>().Any(item => item.Is(one)))];
        if (copied.Length > 0)
        {
            string answer = AskKept(items.First.Asks, copied.Select(Examples.Name), Change);
            foreach (JsonObject one in copied)
            {
                _ = answer == Change ? AskOne(items, one, members) : Keep(one, answer != Nothing, isCited: false);
            }
        }

        AskFurther(items, members);
    }

    private void AskFurther(Items items, JsonObject members)
    {
        for (bool isFurther = true; isFurther && !_isSkipped;)
        {
            var one = new JsonObject();
            Draft.ListAt(members, items.List).Add(one);
            isFurther = AskOne(items, one, members);
        }
    }

    private bool AskOne(Items items, JsonObject one, JsonObject members)
    {
        bool isThere = Ask(items.First, one, () => AskFurther(items, members));
        foreach (Question question in items.Then.Where(_ => isThere && !_isSkipped))
        {
            Ask(question, one);
        }

        return Keep(one, isThere, items.IsCited);
    }

    private bool Keep(JsonObject one, bool isThere, bool isCited)
    {
        if (!isThere)
        {
            Draft.Remove(one);
        }
        else if (isCited && one["provenance"] is null)
        {
            _source.Cite(one);
        }

        return isThere;
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

        _isSkipped = false;
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
            Complain($"That is not understood. Allowed: an empty line, {Nothing}{(more is null ? "" : " or " + more)}.");
            answer = talk.Answer();
        }

        _isSkipped = answer == Skip;
        return answer;
    }

    // Asks again for what the answers given need beside them. What stays without it is left out, and said to be.
    private void Complete(Section section, JsonObject members)
    {
        LeaveOutFaults();
        while (draft.Read().Problems.FirstOrDefault(problem => IsIn(section, problem)) is { } missing)
        {
            var open = QuestionsOf(section, members).FirstOrDefault(one => missing.Path == Draft.PathOf(one.Within, one.Question.Place));
            if (open.Question is null
                || !Ask(open.Question, open.Within, because: "The answers before need this one; with an empty line they are left out."))
            {
                bool isItem = open.Within?.Parent is JsonArray;
                Complain($"{Plain(missing)} Left out: {(isItem ? Examples.Name(open.Within!) : section.About)}.");
                if (isItem)
                {
                    Draft.Remove(open.Within!);
                }
                else
                {
                    members.Clear();
                }
            }

            _isSkipped = false;
            LeaveOutFaults();
        }
    }

    // What does not fit the answers any more, such as the foods of a kind that is left out.
    private void LeaveOutFaults()
    {
        while (draft.Faults().ToArray() is { Length: > 0 } faults && draft.LeaveOut(faults) is { Length: > 0 } left)
        {
            Complain($"{Plain(faults[0])} So this is left out too: {string.Join(", ", left)}.");
        }
    }

    private static bool IsIn(Section section, Problem problem) =>
        problem.Path.StartsWith($"$.{section.Name}.", StringComparison.Ordinal);

    private static IEnumerable<(Question Question, JsonObject Within)> QuestionsOf(Section section, JsonObject members)
    {
        foreach (Asked asked in section.Asked)
        {
            (string? list, Question[] questions) = asked switch
            {
                Item item => (item.List, [item.Asks]),
                Items items => (items.List, [items.First, .. items.Then]),
                _ => ((string?)null, new[] { (Question)asked }),
            };
            IEnumerable<JsonObject> owners = list is null ? [members] : (members[list] as JsonArray ?? []).OfType<JsonObject>();
            foreach ((Question, JsonObject) one in owners.SelectMany(owner => questions.Select(question => (question, owner))))
            {
                yield return one;
            }
        }
    }

    // A property has the name of its question.
    private static string Plain(Problem problem) => Wording.Capital(PropertyName().Replace(problem.Message, name => Questions.Sections
        .SelectMany(section => section.Asked).OfType<Question>().Where(question => question.Place == name.Value)
        .Select(question => $"\"{question.Asks}\"").FirstOrDefault(name.Value)));

    private void Complain(string why) => talk.Page.Write(why, 2, style: "yellow");

    [GeneratedRegex("\\b[a-z]+[A-Z][A-Za-z]*\\b")]
    private static partial Regex PropertyName();
}
