package org.example.weather

import dev.oneoff.admin.task.DataFix
import dev.oneoff.admin.task.Items
import dev.oneoff.admin.task.Task

@Task(description = "Sets negative measurements to zero.")
class NoNegativeRain : DataFix<Rain> {
    override fun items(): Items<Rain> = Items.of(Rain::class.java, "millimetres < 0")

    override fun process(item: Rain) {
        item.millimetres = 0
    }
}
