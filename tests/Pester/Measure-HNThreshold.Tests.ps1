BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    # Four pixels are marked; the map gives two of them 200, two 100, and 150 to another.
    New-Gray TestDrive:/gt/1.pgm '####....', '........'
    New-Gray TestDrive:/map/1.pgm 'aabb....', 'c.......' @{ a = 200; b = 100; c = 150 }
    $sides = @{ GroundTruth = 'TestDrive:/gt'; Probability = 'TestDrive:/map' }
}

Describe 'Measure-HNThreshold' {
    It 'has a best threshold' {
        # From 1 to 100 all five pixels are positive, four of them marked: 2 * 4 / (4 + 5). Above, 2 * 2 / (4 + 3) and 2 * 2 / (4 + 2).
        $rows = Measure-HNThreshold @sides
        $rows | Should -HaveCount 256
        $best = $rows | Where-Object { [math]::Abs($_.MeanDice - 8 / 9) -lt 1e-12 }
        $best.Threshold | ForEach-Object { [math]::Round(255 * $_, 9) } | Should -Be (1..100)
        ($rows | Measure-Object MeanDice -Maximum).Maximum | Should -Be $best[0].MeanDice
        [math]::Abs($rows[150].MeanDice - 4 / 7) | Should -BeLessThan 1e-12
        [math]::Abs($rows[151].MeanDice - 2 / 3) | Should -BeLessThan 1e-12
        $rows[201].MeanDice | Should -Be 0
    }

    It 'falls in recall as the threshold rises' {
        # 0.3, 0.5 and 0.9 of 255 are 76.5, 127.5 and 229.5: four, two and none of the four marked pixels are above.
        (Measure-HNThreshold @sides -Threshold 0.3, 0.5, 0.9).PooledRecall | Should -Be 1, 0.5, 0
    }

    It 'says that a run has no maps' {
        Import-HNRun $SampleRun | Measure-HNThreshold -ErrorVariable faults -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -MissingGroundTruth Empty
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'MissingFile,*'
    }
}
