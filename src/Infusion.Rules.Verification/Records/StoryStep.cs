using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Records;

/// <summary>Small steps from one story to another, as they come: a value of a fact that matters, a visit on another day, a time that is
/// known in part, something that nobody wrote down.</summary>
/// <param name="draws">Says which.</param>
/// <param name="values">The values of facts that matter.</param>
/// <param name="witnesses">The cases that two tables decide otherwise.</param>
/// <param name="stories">The stories that a part may be taken from.</param>
internal sealed class StoryStep(
    Draws draws, IReadOnlyList<(Fact Fact, long Code)> values, IReadOnlyList<WrittenWitness> witnesses, IReadOnlyList<JsonObject> stories)
{
    private static readonly Duration[] _moves =
    [
        Duration.FromSeconds(1), Duration.FromMinutes(30), Duration.FromHours(5), Duration.FromDays(1), Duration.FromDays(2),
        Duration.FromDays(7), Duration.FromDays(30),
    ];

    private readonly string[] _protocols =
    [
        .. stories.Select(static story => story["protocol"]).OfType<JsonValue>().Select(static name => name.GetValue<string>())
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Changes a story in its place.</summary>
    /// <param name="story">The story.</param>
    public void Take(JsonObject story)
    {
        switch (draws.Next(14))
        {
            case 0:
                LeaveOut(story);
                break;
            case 1:
                KnowInPart(story);
                break;
            case 2:
                MoveVisits(story);
                break;
            case 3:
                Judge(story);
                break;
            case 4:
                NameProtocol(story);
                break;
            case 5:
                TakeOver(story);
                break;
            case 6 when draws.Of(values).Fact is { } fact:
                StoryEdit.Without(fact)(story);
                break;
            case 7:
            case 8:
            case 9:
                WriteValue(story);
                break;
            default:
                WriteWitness(story);
                break;
        }
    }

    private void WriteValue(JsonObject story)
    {
        if (draws.Of(values) is { Fact: { } fact } value)
        {
            draws.Of([.. StoryEdit.Of(fact, value.Code)])?.Invoke(story);
        }
    }

    // Most of what makes a case, as it comes.
    private void WriteWitness(JsonObject story)
    {
        if (draws.Of(witnesses) is { } witness)
        {
            foreach (ImmutableArray<Action<JsonObject>> ways in witness.Edits.Where(_ => draws.Next(3) > 0))
            {
                draws.Of(ways)!(story);
            }
        }
    }

    private void LeaveOut(JsonObject story) => draws.Of([.. StoryEdit.Places(story)])?.Invoke();

    private void KnowInPart(JsonObject story)
    {
        if (draws.Of([.. StoryEdit.Times(story).Where(static time => time.Name is not "asOf")]) is { Owner: { } owner } time)
        {
            LocalDateTime at = StoryEdit.Local(owner[time.Name])!.Value;
            long half = Move.ToInt64Nanoseconds();
            owner[time.Name] = new JsonObject
            {
                ["from"] = Stories.Text(at.PlusNanoseconds(-half)),
                ["to"] = Stories.Text(at.PlusNanoseconds(half)),
            };
        }
    }

    // One visit, or it and all that follows.
    private void MoveVisits(JsonObject story)
    {
        JsonObject[] visits = StoryEdit.Visits(story);
        if (visits.Length > 0)
        {
            int first = draws.Next(visits.Length);
            long by = (draws.Next(2) == 0 ? 1 : -1) * Move.ToInt64Nanoseconds();
            foreach (JsonObject visit in draws.Next(2) == 0 ? visits.Skip(first) : [visits[first]])
            {
                foreach ((JsonObject owner, string name) in StoryEdit.Times(visit).ToArray())
                {
                    owner[name] = Stories.Text(StoryEdit.Local(owner[name])!.Value.PlusNanoseconds(by));
                }
            }
        }
    }

    // At another instant: about one of the times in it, or so long after the latest.
    private void Judge(JsonObject story)
    {
        LocalDateTime[] times = [.. StoryEdit.Times(story).Select(static time => StoryEdit.Local(time.Owner[time.Name])!.Value)];
        LocalDateTime at = draws.Next(2) == 0 ? draws.Of(times) : times.Max();
        story["asOf"] = Stories.Text(at.PlusNanoseconds((draws.Next(3) - 1) * Move.ToInt64Nanoseconds()));
    }

    private void NameProtocol(JsonObject story)
    {
        JsonObject[] named = [story, .. StoryEdit.Visits(story)];
        JsonObject one = draws.Of(named)!;
        one.Remove("protocol");
        if (draws.Next(2) == 0 && draws.Of(_protocols) is { } protocol)
        {
            one["protocol"] = protocol;
        }
    }

    private void TakeOver(JsonObject story)
    {
        JsonObject other = draws.Of(stories)!;
        string part = draws.Of(
            [.. other.Select(static member => member.Key).Where(static name => name is not ("format" or "id" or "asOf"))])!;
        story[part] = other[part]?.DeepClone();
    }

    private Duration Move => _moves[draws.Next(_moves.Length)];
}
