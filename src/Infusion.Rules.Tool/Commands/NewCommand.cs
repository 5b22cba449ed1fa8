using Infusion.Rules.Reports;
using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Tool.Writing;
using NodaTime;
using NodaTime.TimeZones;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules new</c>: a policy written by answering questions.</summary>
internal static class NewCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        An empty line means: we publish nothing on it, and then nothing of it is in the
        file. Answers are read a line each, so that they can also come from a file.

        Exit code: 0 the policy is written; 2 it is not: the file is there already, the
        answers ended early, or they do not make a policy.

        Examples:
          infusion-rules new our-clinic.json
          infusion-rules new --from published our-copy.json
        """;

    private const string SchemaFile = "policy.schema.json";

    public static Command Create(TextReader input, TextWriter output, IClock clock)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "the file that is written; left out, the clinic's short name and .json",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var from = new Option<string?>("--from")
        {
            Description = "a policy to start from a copy of: 'published' or a file; an empty line then keeps what it says",
            HelpName = "POLICY",
        };
        var force = new Option<bool>("--force") { Description = "writes over FILE if it is there" };
        var command = new Command("new", "Asks what your clinic publishes, and writes its policy.") { file, from, force };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(file);
            bool isForced = parsed.GetValue(force);
            if (Refusal(path, isForced) is { } refusal)
            {
                throw new BadInputException(refusal);
            }

            ClinicPolicy? copy = parsed.GetValue(from) is { } given ? PolicyInput.Read(given, asOf: null).Policy : null;
            var talk = new Conversation(input, output);
            LocalDate today = clock.GetCurrentInstant().InZone(MachineZone()).Date;
            (ClinicPolicy policy, JsonObject answered) =
                Ask(copy, talk, today, id => path is null ? Refusal(id + ".json", isForced) : null);
            Write(policy, answered, path ?? policy.Id + ".json", isForced, today, output);
            return ExitCode.Holds;
        });
        return command;
    }

    private static (ClinicPolicy Policy, JsonObject Answered) Ask(
        ClinicPolicy? copy, Conversation talk, LocalDate today, Func<string, string?> refuses)
    {
        var published = (JsonObject)JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!;
        var draft = new Draft(copy is null
            ? new() { ["format"] = published["format"]!.DeepClone() }
            : (JsonObject)JsonNode.Parse(copy.ToJson())!);
        talk.Page.Write(
            copy is null
                ? "Answer with what your clinic publishes. An empty line: we publish nothing on it."
                : $"This starts from a copy of {copy.Name}. An empty line: keep what stands in [ ]. -: we publish nothing on it.");
        talk.Page.Write("?: what is meant. back: to the question before. skip: nothing more in this section.");
        var interview = new Interview(draft, talk, today);
        interview.AskIdentity(
            copy is null || copy.Id == ClinicPolicy.VirginiaInfusionTherapies.Id ? "Our Clinic" : copy.Name, MachineZone().Id, refuses);
        foreach ((int place, Section section) in Questions.Sections.Index())
        {
            talk.Page.Heading($"{section.About} ({place + 1} of {Questions.Sections.Length})");
            interview.Ask(section);
        }

        interview.AskRest();
        interview.State();
        (ClinicPolicy? policy, ImmutableArray<Problem> problems) = draft.Read();
        if (policy is null)
        {
            talk.Page.Write(draft.Document.ToJsonString());
            throw new BadInputException(
                "The answers, which stand above, do not make a policy. Nothing is written:\n"
                + string.Join('\n', problems.Select(problem => $"{problem.Path}: {problem.Message}")));
        }

        return (policy, draft.Document);
    }

    private static void Write(ClinicPolicy policy, JsonObject answered, string path, bool isForced, LocalDate today, TextWriter output)
    {
        var page = new Page(ReportConsole.On(output));
        InfusionRules rules = PolicyInput.Rules(path, policy);
        string text = PolicyText.Of(
            policy, answered, SchemaFile, $"The rules of {policy.Name}, written by answering questions on {ClinicClock.On(today)}.");
        if (ClinicPolicy.Parse(text) != policy)
        {
            throw new InvalidOperationException("What is written does not read back as what was answered.");
        }

        Examples.WriteSummary(rules, today, page);
        page.Blank();
        try
        {
            ReportFile.Replace(path, text);
        }
        catch (BadInputException)
        {
            // Nobody answers all of it twice.
            output.Write(text);
            throw;
        }

        page.Write($"{path} is written.");
        page.Write($"infusion-rules rules {path}", 2, "Every rule: ");
        page.Write($"infusion-rules check {path}", 2, "What does not fit: ");
        string schema = Path.Combine(Path.GetDirectoryName(path) ?? "", SchemaFile);
        if (isForced || !File.Exists(schema))
        {
            ReportFile.Replace(schema, ClinicPolicy.Schema);
            page.Write($"{schema} is beside it: with it an editor completes and checks while you type.");
        }
    }

    private static string? Refusal(string? path, bool isForced) => path is null || isForced || !File.Exists(path)
        ? null
        : $"{path}: there is such a file already; say another name, or --force to write over it.";

    // A machine without a zone of its own counts in UTC, and shows it with the question.
    private static DateTimeZone MachineZone()
    {
        try
        {
            return DateTimeZoneProviders.Tzdb.GetSystemDefault();
        }
        catch (DateTimeZoneNotFoundException)
        {
            return DateTimeZone.Utc;
        }
    }
}
