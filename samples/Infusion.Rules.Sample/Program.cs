using Infusion.Rules.Sample;

return SampleApp.Run(args, Console.Error);
