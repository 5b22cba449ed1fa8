Spectre.Console.AnsiConsole.WriteLine("Infusion.Rules");
