using System.Diagnostics;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Infusion.Rules.Tool.Tests;

/// <summary>The script and the workflow of docs/ci.md, run in a repository that begins without a folder of changes.</summary>
public sealed class GateScriptTests
{
    [Fact]
    public void The_guide_shows_the_files()
    {
        string guide = File.ReadAllText(ToolRun.File("docs/ci.md")).ReplaceLineEndings("\n");
        Assert.Contains($"```bash\n{Script}```", guide, StringComparison.Ordinal);
        Assert.Contains($"```yaml\n{Workflow}```", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_lets_honest_changes_through_one_after_another_and_no_other() =>
        Walk(clinic => clinic.Bash($"bash '{ToolRun.File("samples/ci/gate.sh")}' main"));

    [Fact]
    public void The_workflow_lets_honest_changes_through_one_after_another_and_no_other()
    {
        string[] steps = [.. Steps()];
        Assert.Equal(4, steps.Length);
        Walk(clinic => clinic.Bash(string.Join('\n', steps.Select(step => $"bash -e <<'STEP'\n{step}\nSTEP\n"))));
    }

    [Fact]
    public void A_policy_that_cannot_be_read_ends_both_with_two()
    {
        using var clinic = new Clinic();
        clinic.Write("policy/policy.json", "{");
        Assert.Equal(ExitCode.BadInput, clinic.Bash($"bash '{ToolRun.File("samples/ci/gate.sh")}' main").Code);
        Assert.All(Steps().Where(step => step.Contains("infusion-rules ", StringComparison.Ordinal)), step =>
            Assert.Equal(ExitCode.BadInput, clinic.Bash(step).Code));
    }

    [Fact]
    public void A_first_policy_is_a_change_of_nothing()
    {
        using var clinic = new Clinic();
        Holds(clinic.Bash(
            $"bash '{ToolRun.File("samples/ci/gate.sh")}' $(git commit-tree $(git hash-object -w -t tree /dev/null) -m Nothing)"));
    }

    private static string Script => File.ReadAllText(ToolRun.File("samples/ci/gate.sh")).ReplaceLineEndings("\n");

    private static string Workflow => File.ReadAllText(ToolRun.File("samples/ci/rules.yml")).ReplaceLineEndings("\n");

    // Three changes in a row are merged, and each time others are refused.
    private static void Walk(Func<Clinic, (int Code, string Said)> gate)
    {
        using var clinic = new Clinic();
        Holds(gate(clinic));

        // A first change that is none of the policy: there is no folder of changes yet, before or after.
        clinic.Write("notes.md", "Nothing of the policy changes.");
        Holds(gate(clinic));
        clinic.Merge();

        // The smallest policy of a branch, then honestly declared, then smuggled under the honest declaration.
        clinic.Policy("2", "PT1H");
        Fails(gate(clinic), "before: PT2H -> PT1H");
        clinic.Declare("clear-liquids", "The physicians allow an hour.");
        Holds(gate(clinic));
        clinic.Policy("2", "PT1M");
        Fails(gate(clinic), "PT2H -> PT1M");
        clinic.Policy("2", "PT1H");
        Holds(gate(clinic));
        clinic.Merge();

        // The declaration of what has happened still lies there.
        Holds(gate(clinic));
        clinic.Policy("3", "PT90M");
        Fails(gate(clinic), "PT1H -> PT1H30M");
        clinic.Declare("back", "Half an hour more after what was seen in spring.");
        Holds(gate(clinic));
        clinic.Policy("2", "PT90M");
        Fails(gate(clinic), "version number is still 2");
        clinic.Policy("3", "PT90M");
        clinic.Merge();

        // Declared again is nothing to lean on: from three to one is a step of its own.
        clinic.Policy("4", "PT1H");
        Fails(gate(clinic), "PT1H30M -> PT1H");
        clinic.Declare("again", "The physicians allow an hour again.");
        Holds(gate(clinic));
    }

    private static void Holds((int Code, string Said) run) => Assert.True(run.Code == ExitCode.Holds, run.Said);

    private static void Fails((int Code, string Said) run, string says)
    {
        Assert.True(run.Code == ExitCode.Fails, run.Said);
        Assert.Contains(
            says,
            string.Join(
                ' ',
                run.Said.Replace("&gt;", ">", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    // What the workflow runs, but for the installation of the tool.
    private static IEnumerable<string> Steps()
    {
        using var text = new StringReader(Workflow);
        var yaml = new YamlStream();
        yaml.Load(text);
        var steps = (YamlSequenceNode)yaml.Documents[0].RootNode["jobs"]["gate"]["steps"];
        return steps.Children.OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("run")).Select(step => $"{step["run"]}")
            .Where(run => !run.StartsWith("dotnet tool install", StringComparison.Ordinal));
    }

    /// <summary>A clinic's repository, whose branch is held against its main branch.</summary>
    private sealed class Clinic : IDisposable
    {
        private readonly ScratchFolder _folder = new();

        public Clinic()
        {
            // The tool that the tests were built with, by its name.
            string tool = Path.Combine(AppContext.BaseDirectory, "infusion-rules.dll");
            _folder.Write("bin/infusion-rules", $"#!/usr/bin/env bash\nexec dotnet '{tool}' \"$@\"\n");
            Directory.CreateDirectory(Repository);
            Done("chmod +x ../bin/infusion-rules && git init -q -b main");
            Done("git config user.name Clinic && git config user.email a@b.invalid");
            Policy("1", "PT2H");
            Done("git add -A && git commit -qm 'The policy' && git update-ref refs/remotes/origin/main main && git checkout -qb change");
        }

        private string Repository => _folder.PathOf("repository");

        public void Write(string name, string text) => _folder.Write(Path.Combine("repository", name), text);

        public void Policy(string version, string before) => Write("policy/policy.json", $$"""
            {
              "format": 2, "id": "small", "version": "{{version}}", "name": "Small", "timeZone": "America/Chicago",
              "fasting": { "kinds": [{ "id": "clear-liquid", "name": "Clear liquids", "limits": [{ "before": "{{before}}" }] }] }
            }
            """);

        /// <summary>Writes the declaration as the tool does, and gives the reason as its author does.</summary>
        public void Declare(string name, string reason)
        {
            Done("git show main:policy/policy.json > ../before.json");
            string file = Path.Combine("policy", "changes", name + ".json");
            Bash($"infusion-rules gate --old ../before.json --new policy/policy.json --changes policy/changes --template {file}");
            string path = Path.Combine(Repository, file);
            JsonNode step = JsonNode.Parse(File.ReadAllText(path))!;
            step["reason"] = reason;
            File.WriteAllText(path, step.ToJsonString());
        }

        public void Merge() => Done(
            "git add -A && git commit -qm 'A change' && git branch -f main && git update-ref refs/remotes/origin/main main");

        public (int Code, string Said) Bash(string command)
        {
            string summary = _folder.PathOf("summary.md");
            var start = new ProcessStartInfo("bash", ["-c", "set -eo pipefail\n" + command + "\n"])
            {
                WorkingDirectory = Repository,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["PATH"] = $"{_folder.PathOf("bin")}:{start.Environment["PATH"]}";
            start.Environment["GITHUB_BASE_REF"] = "main";
            start.Environment["GITHUB_STEP_SUMMARY"] = summary;
            string runner = _folder.PathOf("runner");
            if (Directory.Exists(runner))
            {
                Directory.Delete(runner, recursive: true);
            }

            start.Environment["RUNNER_TEMP"] = runner;
            using Process bash = Process.Start(start)!;
            Task<string> error = bash.StandardError.ReadToEndAsync();
            string said = bash.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
            bash.WaitForExit();
            string report = Path.Combine(Repository, "gate.xml");
            said += File.Exists(report) ? File.ReadAllText(report) : "";
            return (bash.ExitCode, said);
        }

        public void Dispose() => _folder.Dispose();

        private void Done(string command)
        {
            (int code, string said) = Bash(command);
            Assert.True(code == 0, said);
        }
    }
}
